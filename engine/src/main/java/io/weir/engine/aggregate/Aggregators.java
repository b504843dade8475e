package io.weir.engine.aggregate;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import java.util.List;
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
     * @param functions where functions of the user's come from
     * @throws NotNativeException for a function that is not native
     */
    public static Aggregator create(
            AggregateCall call, RowType inputType, boolean needsRetraction, UserFunctions functions) {
        List<LogicalType> arguments =
                call.arguments().stream().map(inputType::getTypeAt).toList();
        if (arguments.isEmpty() && call.function().isBuiltIn()) {
            if (call.functionName().equals("COUNT")) {
                return new CountAggregator(true);
            }
            throw new NotNativeException("aggregate function " + call.functionName() + "()");
        }
        Aggregator aggregator = call.function().isBuiltIn()
                ? create(call, arguments, needsRetraction)
                : UserAggregator.create(call, arguments, needsRetraction, functions);
        // The extremes of some values are those of the distinct ones.
        boolean needsDistinct = call.isDistinct()
                && !arguments.isEmpty()
                && !call.functionName().equals("MIN")
                && !call.functionName().equals("MAX");
        if (!needsDistinct) {
            return aggregator;
        }
        Column[] prototypes =
                arguments.stream().map(type -> Columns.column(type, 0)).toArray(Column[]::new);
        return new DistinctAggregator(aggregator, prototypes, needsRetraction);
    }

    private static Aggregator create(AggregateCall call, List<LogicalType> arguments, boolean needsRetraction) {
        LogicalType argument = arguments.get(0);
        return switch (call.functionName()) {
            case "COUNT" -> {
                if (arguments.size() > 1) {
                    throw new NotNativeException("COUNT of several arguments");
                }
                yield new CountAggregator(false);
            }
            case "SUM" -> sum(call, argument, false, false);
            case "SUM0", "$SUM0" -> sum(call, argument, false, true);
            case "AVG" -> sum(call, argument, true, false);
            case "MIN" -> extreme(call, argument, false, needsRetraction);
            case "MAX" -> extreme(call, argument, true, needsRetraction);
            case "$WELFORD_M2$1" -> new WelfordAggregator(Numbers.scale(argument));
            case "FIRST_VALUE" -> firstLast(true, argument, needsRetraction);
            case "LAST_VALUE" -> firstLast(false, argument, needsRetraction);
            case "SINGLE_VALUE" -> new SingleValueAggregator(Columns.column(argument, 0));
            case "ARRAY_AGG" -> list(ListForm.ARRAY, argument, !call.ignoresNulls(), needsRetraction);
            case "LISTAGG" -> list(ListForm.TEXT, argument, false, needsRetraction);
            case "JSON_ARRAYAGG_NULL_ON_NULL" -> list(ListForm.JSON, argument, true, needsRetraction);
            case "JSON_ARRAYAGG_ABSENT_ON_NULL" -> list(ListForm.JSON, argument, false, needsRetraction);
            case "JSON_OBJECTAGG_NULL_ON_NULL" -> jsonObject(arguments, false);
            case "JSON_OBJECTAGG_ABSENT_ON_NULL" -> jsonObject(arguments, true);
            case "COLLECT" -> new CollectAggregator(Columns.column(argument, 0));
            case "PERCENTILE" -> new PercentileAggregator(Numbers.scale(argument));
            default -> throw new NotNativeException("aggregate function " + call.functionName());
        };
    }

    private static Aggregator firstLast(boolean isFirst, LogicalType argument, boolean needsRetraction) {
        return needsRetraction
                ? list(isFirst ? ListForm.FIRST : ListForm.LAST, argument, false, true)
                : new FirstLastAggregator(isFirst, Columns.column(argument, 0));
    }

    private static Aggregator list(ListForm form, LogicalType argument, boolean keepsNulls, boolean needsRetraction) {
        return new ListAggregator(form, Columns.column(argument, 0), keepsNulls, needsRetraction);
    }

    private static Aggregator jsonObject(List<LogicalType> arguments, boolean skipsNulls) {
        for (LogicalType argument : arguments) {
            if (!(Columns.column(argument, 0) instanceof BytesColumn)) {
                throw new NotNativeException("JSON_OBJECTAGG of " + argument.asSummaryString());
            }
        }
        return new JsonObjectAggregator(skipsNulls);
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
