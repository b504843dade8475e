/**
 * Columns and batches: the form in which all rows travel through the engine.
 *
 * <p>Start with {@link io.weir.columnar.Batch}, then {@link io.weir.columnar.Column}. Nothing here knows SQL types,
 * operators or connectors.
 */
@NullMarked
package io.weir.columnar;

import org.jspecify.annotations.NullMarked;
