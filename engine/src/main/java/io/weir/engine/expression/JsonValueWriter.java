package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Writes the values of one type as JSON; the members of an object stand in the order of their names. */
abstract class JsonValueWriter {
    /** A value that is not null. */
    abstract void write(Column column, int position, JsonBytes to);

    final void writeNullable(Column column, int position, JsonBytes to) {
        if (column.isNull(position)) {
            to.raw("null");
        } else {
            write(column, position, to);
        }
    }

    /** Whether values of this type can be written. */
    static boolean isSupported(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR,
                    VARCHAR,
                    BOOLEAN,
                    DECIMAL,
                    TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    FLOAT,
                    DOUBLE,
                    TIMESTAMP_WITHOUT_TIME_ZONE,
                    TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                    BINARY,
                    VARBINARY -> true;
            case ARRAY, ROW, STRUCTURED_TYPE -> type.getChildren().stream().allMatch(JsonValueWriter::isSupported);
            case MAP, MULTISET ->
                Columns.mapKeyType(type).is(LogicalTypeFamily.CHARACTER_STRING)
                        && isSupported(Columns.mapValueType(type));
            case DISTINCT_TYPE -> isSupported(((DistinctType) type).getSourceType());
            default -> false;
        };
    }

    static JsonValueWriter of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> new Texts();
            case BOOLEAN -> new Booleans();
            case TINYINT, SMALLINT, INTEGER, BIGINT -> new WholeNumbers();
            case DECIMAL -> new DecimalNumbers(Decimals.scale(type));
            case FLOAT, DOUBLE -> new FloatingNumbers();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> new Timestamps("");
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> new Timestamps("Z");
            case BINARY, VARBINARY -> new Base64Texts();
            case ARRAY -> new Lists(of(((ArrayType) type).getElementType()));
            case MAP, MULTISET -> new Maps(of(Columns.mapValueType(type)));
            case DISTINCT_TYPE -> of(((DistinctType) type).getSourceType());
            default -> new Rows(type);
        };
    }

    private static final class Texts extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            BytesColumn texts = (BytesColumn) column;
            to.text(texts.data(), texts.starts()[position], texts.lengths()[position]);
        }
    }

    private static final class Booleans extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            to.raw(((BooleanColumn) column).get(position) ? "true" : "false");
        }
    }

    private static final class WholeNumbers extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            to.number(column instanceof IntColumn ints ? ints.get(position) : ((LongColumn) column).get(position));
        }
    }

    /** As Java writes decimals: 0.0000001 is 1E-7. */
    private static final class DecimalNumbers extends JsonValueWriter {
        private final int scale;

        DecimalNumbers(int scale) {
            this.scale = scale;
        }

        @Override
        void write(Column column, int position, JsonBytes to) {
            if (scale == 0 && column instanceof LongColumn longs) {
                to.number(longs.get(position));
            } else {
                to.raw(Decimals.get(column, scale, position).toString());
            }
        }
    }

    /**
     * As decimals, as Flink does: 1e10 is 1.0E+10. A DOUBLE that is no number is a text, a FLOAT that is none fails.
     */
    private static final class FloatingNumbers extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            double value =
                    column instanceof FloatColumn floats ? floats.get(position) : ((DoubleColumn) column).get(position);
            if (Double.isFinite(value)) {
                to.raw(BigDecimal.valueOf(value).toString());
            } else if (column instanceof FloatColumn) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        value + " is no number of JSON",
                        "JSON",
                        "Cast the FLOAT to DOUBLE, which becomes a text, or leave such values out",
                        null);
            } else {
                to.text(Double.toString(value));
            }
        }
    }

    private static final class Timestamps extends JsonValueWriter {
        private final String suffix;

        Timestamps(String suffix) {
            this.suffix = suffix;
        }

        @Override
        void write(Column column, int position, JsonBytes to) {
            long millis = Values.millis(column, position);
            int nanos = (int) Math.floorMod(millis, 1000L) * 1_000_000 + Values.nanosOfMilli(column, position);
            LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), nanos, ZoneOffset.UTC);
            to.syntax('"');
            to.raw(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            to.raw(suffix);
            to.syntax('"');
        }
    }

    private static final class Base64Texts extends JsonValueWriter {
        @Override
        void write(Column column, int position, JsonBytes to) {
            byte[] encoded = Base64.getEncoder().encode(((BytesColumn) column).getBytes(position));
            to.text(encoded, 0, encoded.length);
        }
    }

    private static final class Lists extends JsonValueWriter {
        private final JsonValueWriter elements;

        Lists(JsonValueWriter elements) {
            this.elements = elements;
        }

        @Override
        void write(Column column, int position, JsonBytes to) {
            ArrayColumn arrays = (ArrayColumn) column;
            to.syntax('[');
            int start = arrays.start(position);
            for (int i = start; i < start + arrays.length(position); i++) {
                if (i > start) {
                    to.syntax(',');
                }
                elements.writeNullable(arrays.elements(), i, to);
            }
            to.syntax(']');
        }
    }

    private static final class Rows extends JsonValueWriter {
        private final int[] order;
        private final String[] names;
        private final JsonValueWriter[] fields;

        Rows(LogicalType type) {
            List<String> fieldNames = LogicalTypeChecks.getFieldNames(type);
            names = fieldNames.toArray(new String[0]);
            fields = LogicalTypeChecks.getFieldTypes(type).stream()
                    .map(JsonValueWriter::of)
                    .toArray(JsonValueWriter[]::new);
            Integer[] sorted = new Integer[names.length];
            Arrays.setAll(sorted, i -> i);
            Arrays.sort(sorted, Comparator.comparing(i -> names[i]));
            order = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
        }

        @Override
        void write(Column column, int position, JsonBytes to) {
            RowColumn rows = (RowColumn) column;
            char separator = '{';
            for (int field : order) {
                to.syntax(separator);
                to.text(names[field]);
                to.syntax(':');
                fields[field].writeNullable(rows.field(field), position, to);
                separator = ',';
            }
            to.raw(order.length == 0 ? "{}" : "}");
        }
    }

    /** Of equal keys the last counts. */
    private static final class Maps extends JsonValueWriter {
        private final JsonValueWriter values;

        Maps(JsonValueWriter values) {
            this.values = values;
        }

        @Override
        void write(Column column, int position, JsonBytes to) {
            MapColumn maps = (MapColumn) column;
            Map<String, Integer> entries = new TreeMap<>();
            int start = maps.start(position);
            for (int i = start; i < start + maps.length(position); i++) {
                if (maps.keys().isNull(i)) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "A key of the map is NULL",
                            "JSON",
                            "Leave such entries out: JSON has no name for them",
                            null);
                }
                entries.put(((BytesColumn) maps.keys()).getString(i), i);
            }
            to.syntax('{');
            boolean first = true;
            for (Map.Entry<String, Integer> entry : entries.entrySet()) {
                if (!first) {
                    to.syntax(',');
                }
                to.text(entry.getKey());
                to.syntax(':');
                values.writeNullable(maps.values(), entry.getValue(), to);
                first = false;
            }
            to.syntax('}');
        }
    }
}
