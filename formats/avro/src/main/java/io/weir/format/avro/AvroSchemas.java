package io.weir.format.avro;

import io.weir.engine.connector.FormatOptions;
import io.weir.engine.type.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** Derives Avro's schema from columns, as Flink does: by that schema records are read and written. */
final class AvroSchemas {
    private static final String RECORD_NAME = "org.apache.flink.avro.generated.record";

    private AvroSchemas() {}

    /** The schema of a record. */
    static Schema of(RowType type, AvroOptions options) {
        try {
            return record(type, RECORD_NAME, options.hasLegacyTimestamps());
        } catch (AvroRuntimeException e) {
            throw unsupported("cannot have these columns: " + e.getMessage(), "Rename the column");
        }
    }

    private static Schema record(RowType type, String name, boolean legacy) {
        List<Schema.Field> fields = new ArrayList<>();
        for (RowType.RowField field : type.getFields()) {
            Schema schema = schema(field.getType(), name + "_" + field.getName(), legacy);
            fields.add(
                    field.getType().isNullable()
                            ? new Schema.Field(field.getName(), schema, null, Schema.Field.NULL_DEFAULT_VALUE)
                            : new Schema.Field(field.getName(), schema));
        }
        return Schema.createRecord(name, null, null, false, fields);
    }

    private static Schema schema(LogicalType type, String name, boolean legacy) {
        if (type.is(LogicalTypeRoot.NULL)) {
            return Schema.create(Schema.Type.NULL);
        }
        Schema schema = notNull(type, name, legacy);
        return type.isNullable() ? Schema.createUnion(Schema.create(Schema.Type.NULL), schema) : schema;
    }

    private static Schema notNull(LogicalType type, String name, boolean legacy) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TINYINT, SMALLINT, INTEGER -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case CHAR, VARCHAR -> Schema.create(Schema.Type.STRING);
            case BINARY, VARBINARY -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIME_WITHOUT_TIME_ZONE -> {
                if (LogicalTypeChecks.getPrecision(type) > 3) {
                    throw unsupportedType(type, "Use TIME(3)");
                }
                yield LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(type, legacy);
            case DECIMAL ->
                LogicalTypes.decimal(((DecimalType) type).getPrecision(), ((DecimalType) type).getScale())
                        .addToSchema(Schema.create(Schema.Type.BYTES));
            case ROW -> record((RowType) type, name, legacy);
            // Flink derives what is in arrays and maps by the legacy mapping always.
            case ARRAY -> Schema.createArray(schema(((ArrayType) type).getElementType(), name, true));
            case MAP, MULTISET -> {
                if (!Columns.mapKeyType(type).is(LogicalTypeFamily.CHARACTER_STRING)) {
                    throw unsupportedType(type, "Use STRING as the key type of the map");
                }
                yield Schema.createMap(schema(mapValueType(type), name, true));
            }
            default -> throw unsupportedType(type, "Use another type");
        };
    }

    /** The value type of a MAP; a count of a MULTISET may be null in Avro. */
    static LogicalType mapValueType(LogicalType type) {
        LogicalType value = Columns.mapValueType(type);
        return type.is(LogicalTypeRoot.MULTISET) ? value.copy(true) : value;
    }

    private static Schema timestamp(LogicalType type, boolean legacy) {
        boolean isLocal = type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        int precision = LogicalTypeChecks.getPrecision(type);
        if (legacy && isLocal) {
            throw unsupportedType(
                    type,
                    "Set 'avro." + AvroOptions.LEGACY_TIMESTAMPS + "' = 'false'; not within arrays, maps and rows");
        } else if (precision > (legacy ? 3 : 6)) {
            throw unsupportedType(type, legacy ? "Use TIMESTAMP(3)" : "Use a precision of at most 6");
        }
        Schema number = Schema.create(Schema.Type.LONG);
        if (legacy || (isLocal && precision <= 3)) {
            return LogicalTypes.timestampMillis().addToSchema(number);
        } else if (isLocal) {
            return LogicalTypes.timestampMicros().addToSchema(number);
        }
        return precision <= 3
                ? LogicalTypes.localTimestampMillis().addToSchema(number)
                : LogicalTypes.localTimestampMicros().addToSchema(number);
    }

    private static RuntimeException unsupportedType(LogicalType type, String hint) {
        return unsupported("has no column of type " + type.asSummaryString(), hint);
    }

    private static RuntimeException unsupported(String what, String hint) {
        return new FormatOptions("avro", Map.of()).unsupported(what, hint);
    }
}
