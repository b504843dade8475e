package io.weir.engine.expression;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A scalar expression, compiled for one operator instance.
 *
 * <p>An expression keeps its result column and scratch space and reuses them, so it is used by one thread only, and a
 * result is valid until the same expression is evaluated again or the batch goes away.
 *
 * <p><b>Errors.</b> A value for which SQL asks for an error (a cast that fails, a division by zero) throws
 * {@link io.weir.plan.WeirException}. Such an expression is {@link #isFallible()}; whoever evaluates conditionally
 * (CASE, AND, OR, COALESCE, IF) evaluates fallible branches only on the rows that take them.
 */
public interface Expression {
    /** The SQL type of the result. */
    LogicalType type();

    /** Evaluates for each row; the result has the batch's row count and the layout of {@link #type()}. */
    Column evaluate(Batch batch);

    /** True if some input value can make the evaluation fail. */
    boolean isFallible();

    /** True if two evaluations of the same row may differ (RAND, UUID, CURRENT_TIMESTAMP …). */
    default boolean isDeterministic() {
        return true;
    }
}
