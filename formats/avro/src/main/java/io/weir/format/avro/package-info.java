/**
 * The {@code avro} format: records in Avro's binary or JSON encoding, whose schema is derived from the table's columns.
 * It does what Flink's format of that name does.
 */
@NullMarked
package io.weir.format.avro;

import org.jspecify.annotations.NullMarked;
