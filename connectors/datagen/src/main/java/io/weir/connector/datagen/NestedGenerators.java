package io.weir.connector.datagen;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Generators of ROW, ARRAY, MAP and MULTISET values from those of their parts. */
final class NestedGenerators {
    private NestedGenerators() {}

    static FieldGenerator rows(List<FieldGenerator> fields) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                for (int i = 0; i < fields.size(); i++) {
                    fields.get(i).generate(((RowColumn) column).field(i), at, count, firstRow, times);
                }
            }
        };
    }

    /** Arrays of a length; a row that is to be null gets no elements. */
    static FieldGenerator arrays(FieldGenerator element, int length, LongPredicate isNull) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                ArrayColumn arrays = (ArrayColumn) column;
                for (int i = 0; i < count; i++) {
                    arrays.begin(at + i);
                    if (isNull.test(firstRow + i)) {
                        continue;
                    }
                    for (int j = 0; j < length; j++) {
                        arrays.addElement();
                    }
                    RowTimes present = times.fixedAt(firstRow + i);
                    element.generate(arrays.elements(), arrays.start(at + i), length, (firstRow + i) * length, present);
                }
            }
        };
    }

    /** Maps of a size, or smaller when the same key is drawn twice: then the last value counts, as in Flink. */
    static FieldGenerator maps(
            FieldGenerator key,
            FieldGenerator value,
            int size,
            LogicalType keyType,
            LogicalType valueType,
            LongPredicate isNull) {
        return new FieldGenerator() {
            @Override
            void generate(Column column, int at, int count, long firstRow, RowTimes times) {
                Column keys = Columns.column(keyType, size);
                Column values = Columns.column(valueType, size);
                for (int i = 0; i < count; i++) {
                    ((MapColumn) column).begin(at + i);
                    if (!isNull.test(firstRow + i)) {
                        keys.reset();
                        values.reset();
                        RowTimes present = times.fixedAt(firstRow + i);
                        key.generate(keys, 0, size, (firstRow + i) * size, present);
                        value.generate(values, 0, size, (firstRow + i) * size, present);
                        addDistinct((MapColumn) column, keys, values);
                    }
                }
            }

            private void addDistinct(MapColumn to, Column keys, Column values) {
                List<@Nullable Object> drawn = new ArrayList<>();
                for (int j = 0; j < size; j++) {
                    drawn.add(RowConverter.value(keyType, keys, j));
                }
                for (int j = 0; j < size; j++) {
                    if (indexOf(drawn, j) == j) {
                        int entry = to.addEntry();
                        to.keys().set(entry, keys, j);
                        to.values().set(entry, values, lastIndexOf(drawn, j));
                    }
                }
            }
        };
    }

    private static int indexOf(List<@Nullable Object> list, int index) {
        int i = 0;
        while (!Objects.deepEquals(list.get(i), list.get(index))) {
            i++;
        }
        return i;
    }

    private static int lastIndexOf(List<@Nullable Object> list, int index) {
        int i = list.size() - 1;
        while (!Objects.deepEquals(list.get(i), list.get(index))) {
            i--;
        }
        return i;
    }
}
