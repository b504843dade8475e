package io.weir.plan.table;

import io.weir.plan.expression.PlanExpression;

/**
 * WATERMARK FOR column AS expression.
 *
 * @param column name of the time column
 * @param expression over the columns of the table
 * @param sql the same as SQL
 */
public record WatermarkDeclaration(String column, PlanExpression expression, String sql) {}
