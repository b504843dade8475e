package io.weir.connector.view;

import org.apache.flink.table.types.logical.LogicalType;

/**
 * One column of a view.
 *
 * @param name its name
 * @param type its SQL type
 * @param isKey whether it belongs to the primary key
 */
public record ViewColumn(String name, LogicalType type, boolean isKey) {}
