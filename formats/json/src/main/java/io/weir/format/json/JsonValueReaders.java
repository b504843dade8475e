package io.weir.format.json;

import io.weir.columnar.ColumnKind;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.List;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/** Which reader reads which type. */
final class JsonValueReaders {
    private final JsonRecord record;
    private final JsonOptions options;

    JsonValueReaders(JsonRecord record, JsonOptions options) {
        this.record = record;
        this.options = options;
    }

    JsonRowReader row(RowType type) {
        List<LogicalType> types = type.getChildren();
        JsonValueReader[] readers = new JsonValueReader[types.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = reader(types.get(i));
        }
        return new JsonRowReader(
                record, type.getFieldNames(), readers, !options.parserEnabled(), options.failOnMissingField());
    }

    private JsonValueReader reader(LogicalType type) {
        boolean isTree = !options.parserEnabled();
        return switch (type.getTypeRoot()) {
            case NULL -> new JsonNullReader();
            case BOOLEAN -> new JsonBooleanReader();
            case TINYINT -> new JsonIntReader(Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> new JsonIntReader(Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER, INTERVAL_YEAR_MONTH -> new JsonIntReader(Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT, INTERVAL_DAY_TIME -> new JsonLongReader();
            case FLOAT -> new JsonDoubleReader(true, isTree);
            case DOUBLE -> new JsonDoubleReader(false, isTree);
            case CHAR, VARCHAR -> new JsonTextReader(record, isTree);
            case BINARY, VARBINARY -> new JsonBytesReader();
            case DATE -> new JsonDayReader(true);
            case TIME_WITHOUT_TIME_ZONE -> new JsonDayReader(false);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(type, false);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(type, true);
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield new JsonDecimalReader(
                        decimal.getPrecision(),
                        decimal.getScale(),
                        decimal.getPrecision() <= Columns.COMPACT_DECIMAL_PRECISION_MAX);
            }
            case ARRAY -> new JsonArrayReader(record, reader(((ArrayType) type).getElementType()));
            case MAP, MULTISET -> {
                checkKeyType(type);
                yield new JsonMapReader(record, reader(Columns.mapValueType(type)));
            }
            case ROW -> row((RowType) type);
            default -> throw new NotNativeException("type " + type.asSummaryString() + " in format json");
        };
    }

    private JsonValueReader timestamp(LogicalType type, boolean hasZone) {
        boolean isCompact = Columns.kind(type) == ColumnKind.LONG;
        return new JsonTimestampReader(options.isIso() ? 'T' : ' ', hasZone, isCompact);
    }

    /** Refuses maps whose keys are not texts, as Flink does. */
    static void checkKeyType(LogicalType type) {
        if (!Columns.mapKeyType(type).is(LogicalTypeFamily.CHARACTER_STRING)) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "The format json has no keys but texts: " + type.asSummaryString(),
                    "",
                    "Use STRING as the key type of the map",
                    null);
        }
    }
}
