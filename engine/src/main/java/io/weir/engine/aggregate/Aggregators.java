package io.weir.engine.aggregate;

import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Finds the aggregator of an aggregate call: the list of the native aggregate functions. */
public final class Aggregators {
    private Aggregators() {}

    /**
     * Makes an aggregator.
     *
     * @param inputType the row that the call's argument positions refer to
     * @param needsRetraction whether rows are taken away again
     * @throws NotNativeException for a function that is not native
     */
    public static Aggregator create(AggregateCall call, RowType inputType, boolean needsRetraction) {
        if (!call.function().isBuiltIn()) {
            throw new NotNativeException("aggregate function " + call.functionName());
        }
        if (call.arguments().isEmpty()) {
            if (call.functionName().equals("COUNT")) {
                return new CountAggregator(true);
            }
            throw new NotNativeException("aggregate function " + call.functionName() + "()");
        }
        if (call.arguments().size() > 1) {
            throw new NotNativeException("aggregate function " + call.functionName() + " of several arguments");
        }
        LogicalType argument = inputType.getTypeAt(call.arguments().get(0));
        Aggregator aggregator = create(call, argument, needsRetraction);
        boolean needsDistinct = call.isDistinct()
                && !call.functionName().equals("MIN")
                && !call.functionName().equals("MAX");
        return needsDistinct
                ? new DistinctAggregator(aggregator, new Column[] {Columns.column(argument, 0)}, needsRetraction)
                : aggregator;
    }

    private static Aggregator create(AggregateCall call, LogicalType argument, boolean needsRetraction) {
        return switch (call.functionName()) {
            case "COUNT" -> new CountAggregator(false);
            case "SUM" -> sum(call, argument, false, false);
            case "SUM0", "$SUM0" -> sum(call, argument, false, true);
            case "AVG" -> sum(call, argument, true, false);
            case "MIN" -> extreme(call, argument, false, needsRetraction);
            case "MAX" -> extreme(call, argument, true, needsRetraction);
            default -> throw new NotNativeException("aggregate function " + call.functionName());
        };
    }

    private static Aggregator sum(AggregateCall call, LogicalType argument, boolean isAverage, boolean emptyIsZero) {
        LogicalType result = call.type();
        return switch (argument.getTypeRoot()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT ->
                new LongSumAggregator(isAverage, emptyIsZero, result.getTypeRoot());
            case FLOAT, DOUBLE -> new DoubleSumAggregator(isAverage, emptyIsZero, argument.is(LogicalTypeRoot.FLOAT));
            case DECIMAL -> {
                if (result.getTypeRoot() != LogicalTypeRoot.DECIMAL) {
                    throw new NotNativeException(call.functionName() + " of " + argument + " as " + result);
                }
                yield new DecimalSumAggregator(
                        isAverage,
                        emptyIsZero,
                        LogicalTypeChecks.getScale(argument),
                        ((DecimalType) result).getPrecision(),
                        ((DecimalType) result).getScale());
            }
            default -> throw new NotNativeException(call.functionName() + " of " + argument.asSummaryString());
        };
    }

    private static Aggregator extreme(
            AggregateCall call, LogicalType argument, boolean isMax, boolean needsRetraction) {
        Column prototype = Columns.column(argument, 0);
        ColumnKind kind = prototype.kind();
        boolean hasOrder = kind != ColumnKind.ROW && kind != ColumnKind.ARRAY && kind != ColumnKind.MAP;
        if (needsRetraction && hasOrder) {
            return new RetractableExtremeAggregator(isMax, prototype);
        }
        return switch (kind) {
            case INT, LONG -> new LongExtremeAggregator(isMax);
            case FLOAT, DOUBLE -> new DoubleExtremeAggregator(isMax);
            case BOOLEAN, DECIMAL, TIMESTAMP, BYTES -> new ValueExtremeAggregator(isMax, prototype);
            case ROW, ARRAY, MAP ->
                throw new NotNativeException(call.functionName() + " of " + argument.asSummaryString());
        };
    }
}
