package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.expression.Casts.OnFailure;
import io.weir.engine.type.Columns;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Casts between rows, arrays and maps: those of their fields, elements, keys and values. */
final class NestedCasts {
    private NestedCasts() {}

    static boolean isIdentity(LogicalType source, LogicalType target) {
        List<LogicalType> from = parts(source);
        List<LogicalType> to = parts(target);
        if (from.size() != to.size()) {
            return false;
        }
        for (int i = 0; i < from.size(); i++) {
            if (!Casts.isIdentity(from.get(i), to.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<LogicalType> parts(LogicalType type) {
        return switch (Columns.kind(type)) {
            case ROW -> LogicalTypeChecks.getFieldTypes(type);
            case ARRAY -> List.of(((ArrayType) type).getElementType());
            case MAP -> List.of(Columns.mapKeyType(type), Columns.mapValueType(type));
            default -> List.of();
        };
    }

    static @Nullable Expression cast(
            Expression operand, LogicalType target, ExpressionContext context, OnFailure onFailure) {
        LogicalType source = operand.type();
        List<LogicalType> from = parts(source);
        List<LogicalType> to = parts(target);
        if (from.isEmpty() || from.size() != to.size() || Columns.kind(source) != Columns.kind(target)) {
            return null;
        }
        Part[] parts = new Part[from.size()];
        for (int i = 0; i < parts.length; i++) {
            Slot slot = new Slot(from.get(i), Columns.column(from.get(i), 0));
            Expression cast = Casts.cast(slot, to.get(i), context, onFailure);
            if (cast == null) {
                return null;
            }
            parts[i] = new Part(slot, cast);
        }
        return new NestedCast(operand, target, parts);
    }

    /** The cast of a part, over a slot for the part's column. */
    private record Part(Slot slot, Expression cast) {
        Column apply(Column column, int count) {
            slot.set(column);
            Batch batch = new Batch();
            batch.setRowCount(count);
            return cast.evaluate(batch);
        }
    }

    private static final class NestedCast extends KernelExpression {
        private final Part[] parts;

        NestedCast(Expression operand, LogicalType target, Part[] parts) {
            super(target, operand);
            this.parts = parts;
            for (Part part : parts) {
                if (part.cast().isFallible()) {
                    fallible();
                }
            }
        }

        @Override
        void run(Column[] arguments, Column result, Batch batch) {
            int count = batch.rowCount();
            if (result instanceof RowColumn rows) {
                castRows((RowColumn) arguments[0], rows, count);
            } else if (result instanceof ArrayColumn arrays) {
                castArrays((ArrayColumn) arguments[0], arrays, count);
            } else {
                castMaps((MapColumn) arguments[0], (MapColumn) result, count);
            }
        }

        private void castRows(RowColumn from, RowColumn to, int count) {
            for (int field = 0; field < parts.length; field++) {
                Column cast = parts[field].apply(from.field(field), count);
                Column column = to.field(field);
                for (int i = 0; i < count; i++) {
                    column.set(i, cast, i);
                }
            }
        }

        private void castArrays(ArrayColumn from, ArrayColumn to, int count) {
            int end = 0;
            for (int i = 0; i < count; i++) {
                end = to.isNull(i) ? end : Math.max(end, from.start(i) + from.length(i));
            }
            Column elements = parts[0].apply(from.elements(), end);
            for (int i = 0; i < count; i++) {
                to.begin(i);
                for (int j = 0; !to.isNull(i) && j < from.length(i); j++) {
                    to.elements().set(to.addElement(), elements, from.start(i) + j);
                }
            }
        }

        private void castMaps(MapColumn from, MapColumn to, int count) {
            int end = 0;
            for (int i = 0; i < count; i++) {
                end = to.isNull(i) ? end : Math.max(end, from.start(i) + from.length(i));
            }
            Column keys = parts[0].apply(from.keys(), end);
            Column values = parts[1].apply(from.values(), end);
            for (int i = 0; i < count; i++) {
                to.begin(i);
                for (int j = 0; !to.isNull(i) && j < from.length(i); j++) {
                    int at = to.addEntry();
                    to.keys().set(at, keys, from.start(i) + j);
                    to.values().set(at, values, from.start(i) + j);
                }
            }
        }
    }
}
