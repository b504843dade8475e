/**
 * The SQL corpus: one file per case, one expected answer, many engines that must all give it.
 *
 * <p>{@link io.weir.testing.sql.SqlCase} is a case, {@link io.weir.testing.sql.SqlCaseParser} reads it from its file,
 * {@link io.weir.testing.sql.EngineUnderTest} runs its statements, {@link io.weir.testing.sql.SqlCaseRunner} compares
 * the results with the answer, and {@link io.weir.testing.sql.CorpusFill} writes the answer of Apache Flink into a new
 * case.
 */
@NullMarked
package io.weir.testing.sql;

import org.jspecify.annotations.NullMarked;
