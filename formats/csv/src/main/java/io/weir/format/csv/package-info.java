/**
 * The {@code csv} format: rows from lines of separated values and back, as Flink's format of the same name reads and
 * writes them. Start with {@link io.weir.format.csv.CsvDecoder}.
 */
@NullMarked
package io.weir.format.csv;

import org.jspecify.annotations.NullMarked;
