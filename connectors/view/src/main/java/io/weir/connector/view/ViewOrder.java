package io.weir.connector.view;

/**
 * A column by which rows are ordered; NULL comes before all values, so in descending order behind them.
 *
 * @param column the column's name
 * @param isDescending whether the greatest comes first
 */
public record ViewOrder(String column, boolean isDescending) {}
