package io.weir.engine.aggregate;

import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The functions that only OVER has. */
final class OverAggregators {
    private OverAggregators() {}

    /** The aggregator of a call, empty for a function that is not one of these. */
    static Optional<Aggregator> create(AggregateCall call, RowType inputType, boolean needsRetraction) {
        if (!call.function().isBuiltIn()) {
            return Optional.empty();
        }
        return switch (call.functionName()) {
            // On streams, Flink's RANK and DENSE_RANK do not look at the order, and number rows as ROW_NUMBER does.
            case "ROW_NUMBER", "RANK", "DENSE_RANK" -> Optional.of(new CountAggregator(true));
            case "LAG" -> Optional.of(lag(call, inputType, needsRetraction));
            default -> Optional.empty();
        };
    }

    private static Aggregator lag(AggregateCall call, RowType inputType, boolean needsRetraction) {
        if (needsRetraction) {
            // Flink has a message for it.
            throw new NotNativeException("LAG over a bounded frame");
        }
        LogicalType value = inputType.getTypeAt(call.arguments().get(0));
        if (call.arguments().size() > 2) {
            LogicalType otherwise = inputType.getTypeAt(call.arguments().get(2));
            if (Columns.kind(otherwise) != Columns.kind(value)) {
                throw new NotNativeException(
                        "LAG of " + value.asSummaryString() + " with a default of " + otherwise.asSummaryString());
            }
        }
        return new LagAggregator(Columns.column(value, 0));
    }
}
