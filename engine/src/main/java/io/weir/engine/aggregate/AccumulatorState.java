package io.weir.engine.aggregate;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.function.ValueConverter;
import io.weir.engine.state.ColumnShape;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.type.Columns;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Accumulators of a user's function in snapshots: as the values of a column of the type that Flink sees in them. */
final class AccumulatorState {
    private final ValueConverter converter;
    private final Column one;

    /**
     * Prepares for accumulators of this type.
     *
     * @throws io.weir.plan.NotNativeException if their class is none that Flink could keep in its state
     */
    AccumulatorState(DataType type) {
        converter = ValueConverter.of(type);
        one = column(type.getLogicalType());
    }

    /** As everywhere, but that there are RAW types, which are kept as bytes. */
    private static Column column(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case RAW -> new BytesColumn(1);
            case ROW, STRUCTURED_TYPE -> {
                List<LogicalType> children = LogicalTypeChecks.getFieldTypes(type);
                yield new RowColumn(
                        1, children.stream().map(AccumulatorState::column).toArray(Column[]::new));
            }
            case ARRAY -> new ArrayColumn(1, column(((ArrayType) type).getElementType()));
            case MAP, MULTISET ->
                new MapColumn(1, column(Columns.mapKeyType(type)), column(Columns.mapValueType(type)));
            case DISTINCT_TYPE -> column(((DistinctType) type).getSourceType());
            default -> Columns.column(type, 1);
        };
    }

    /** The kinds of values that an accumulator is made of. */
    String shape() {
        return ColumnShape.of(one);
    }

    void write(Object accumulator, StateOutput out) {
        one.reset();
        converter.write(one, 0, accumulator);
        out.putValue(one, 0);
    }

    Object read(StateInput in) {
        one.reset();
        in.getValue(one, 0);
        return Objects.requireNonNull(converter.read(one, 0), "accumulator");
    }
}
