package io.weir.library.compare;

import java.nio.file.Path;
import org.apache.flink.table.types.logical.RowType;

/**
 * The rows of one scan, written down once for all engines.
 *
 * @param scan the scan's number in the plan
 * @param table the table's name
 * @param type what the scan gives
 * @param end why there are no more rows, for people
 */
record Slice(int scan, String table, RowType type, Path file, long rows, String end) {}
