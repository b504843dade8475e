package io.weir.benchmarks.functions;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DecimalColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.Int128;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import java.lang.invoke.MethodHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.jspecify.annotations.Nullable;

/** Compares the values of both sides, and makes Flink's side finish its values. */
final class ResultCheck {
    private final List<String> expressions;
    private final List<LogicalType> types;
    private final RowData.FieldGetter[] getters;

    ResultCheck(List<String> expressions, List<LogicalType> types) {
        this.expressions = expressions;
        this.types = types;
        getters = new RowData.FieldGetter[types.size()];
        for (int i = 0; i < getters.length; i++) {
            getters[i] = RowData.createFieldGetter(types.get(i).copy(true), i);
        }
    }

    /** Runs the code over all rows; the bytes of all texts are made. */
    long runFlink(MethodHandle code, RowData[] input) {
        long used = 0;
        for (RowData row : input) {
            RowData result = apply(code, row);
            for (RowData.FieldGetter getter : getters) {
                Object value = getter.getFieldOrNull(result);
                if (value instanceof BinaryStringData text) {
                    text.ensureMaterialized();
                    used += text.getSizeInBytes();
                } else if (value != null) {
                    used++;
                }
            }
        }
        return used;
    }

    private static RowData apply(MethodHandle code, RowData row) {
        try {
            return (RowData) code.invokeExact(row);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Flink's code failed", e);
        }
    }

    void compare(WeirFunctions weir, List<Batch> batches, MethodHandle code, RowData[] input) {
        Column[] columns = new Column[types.size()];
        int row = 0;
        for (Batch batch : batches) {
            weir.evaluate(batch, columns);
            for (int position = 0; position < batch.rowCount(); position++) {
                RowData expected = apply(code, input[row++]);
                for (int i = 0; i < columns.length; i++) {
                    Object wanted = comparable(getters[i].getFieldOrNull(expected), types.get(i));
                    Object actual = value(columns[i], types.get(i), position);
                    if (!Objects.equals(wanted, actual)) {
                        throw new IllegalStateException(expressions.get(i) + " of row " + (row - 1) + ": Flink says "
                                + wanted + ", Weir " + actual);
                    }
                }
            }
        }
    }

    /** A value of Flink's in the form of {@link #value}. */
    private static @Nullable Object comparable(@Nullable Object value, LogicalType type) {
        if (value instanceof BinaryStringData || value instanceof DecimalData) {
            return value.toString();
        }
        if (value instanceof TimestampData time) {
            return time.getMillisecond();
        }
        if (value instanceof ArrayData array) {
            LogicalType elementType = ((ArrayType) type).getElementType();
            ArrayData.ElementGetter getter = ArrayData.createElementGetter(elementType.copy(true));
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                elements.add(comparable(getter.getElementOrNull(array, i), elementType));
            }
            return elements;
        }
        return value;
    }

    private static @Nullable Object value(Column column, LogicalType type, int position) {
        if (column.isNull(position)) {
            return null;
        }
        if (column instanceof BytesColumn texts) {
            return texts.getString(position);
        } else if (column instanceof BooleanColumn booleans) {
            return booleans.get(position);
        } else if (column instanceof IntColumn ints) {
            return ints.get(position);
        } else if (column instanceof DoubleColumn doubles) {
            return doubles.get(position);
        } else if (column instanceof FloatColumn floats) {
            return floats.get(position);
        } else if (column instanceof ArrayColumn arrays) {
            LogicalType elementType = ((ArrayType) type).getElementType();
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < arrays.length(position); i++) {
                elements.add(value(arrays.elements(), elementType, arrays.start(position) + i));
            }
            return elements;
        }
        boolean isDecimal = type.is(LogicalTypeRoot.DECIMAL);
        if (column instanceof LongColumn longs) {
            return isDecimal
                    ? BigDecimal.valueOf(longs.get(position), LogicalTypeChecks.getScale(type))
                            .toPlainString()
                    : (Object) longs.get(position);
        }
        DecimalColumn decimals = (DecimalColumn) column;
        BigInteger unscaled = Int128.toBigInteger(decimals.highs()[position], decimals.lows()[position]);
        return new BigDecimal(unscaled, LogicalTypeChecks.getScale(type)).toPlainString();
    }
}
