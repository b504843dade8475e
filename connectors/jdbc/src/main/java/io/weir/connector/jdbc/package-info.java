/**
 * Tables in databases, by Flink's option names: {@link io.weir.connector.jdbc.JdbcSourceFactory} reads,
 * {@link io.weir.connector.jdbc.JdbcSinkFactory} writes; {@link io.weir.connector.jdbc.EpochGroup} is what makes
 * writing exactly-once.
 */
@NullMarked
package io.weir.connector.jdbc;

import org.jspecify.annotations.NullMarked;
