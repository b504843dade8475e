package io.weir.format.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.weir.engine.connector.FormatOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Which column can be which field: by name, and by type as in Flink's format. */
final class MessageTypes {
    private MessageTypes() {}

    /** Refuses columns that the message has not. */
    static void check(Descriptor message, RowType type) {
        for (RowType.RowField column : type.getFields()) {
            FieldDescriptor field = message.findFieldByName(column.getName());
            if (field == null) {
                List<String> names = message.getFields().stream()
                        .map(FieldDescriptor::getName)
                        .toList();
                throw refusal(
                        "has no field for column " + column.getName() + " in message " + message.getFullName(),
                        "Its fields are " + String.join(", ", names));
            }
            check(field, column.getType(), false);
        }
    }

    private static void check(FieldDescriptor field, LogicalType type, boolean isElement) {
        boolean fits;
        if (field.isMapField()) {
            fits = type instanceof MapType;
            if (type instanceof MapType map) {
                check(key(field), map.getKeyType(), false);
                check(value(field), map.getValueType(), false);
            }
        } else if (field.isRepeated() && !isElement) {
            fits = type instanceof ArrayType;
            if (type instanceof ArrayType array) {
                check(field, array.getElementType(), true);
            }
        } else if (field.getJavaType() == JavaType.MESSAGE) {
            fits = type instanceof RowType;
            if (type instanceof RowType row) {
                check(field.getMessageType(), row);
            }
        } else {
            fits = fits(field.getJavaType(), type);
        }
        if (!fits) {
            throw refusal(
                    "cannot have field " + field.getFullName() + " as " + type.asSummaryString(),
                    "Declare it as " + declaration(field, isElement));
        }
    }

    private static boolean fits(JavaType field, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> field == JavaType.BOOLEAN;
            case BINARY, VARBINARY -> field == JavaType.BYTE_STRING;
            case DOUBLE -> field == JavaType.DOUBLE;
            case FLOAT -> field == JavaType.FLOAT;
            case CHAR, VARCHAR -> field == JavaType.STRING || field == JavaType.ENUM;
            case INTEGER -> field == JavaType.INT || field == JavaType.ENUM;
            case BIGINT -> field == JavaType.LONG || field == JavaType.ENUM;
            default -> false;
        };
    }

    private static String declaration(FieldDescriptor field, boolean isElement) {
        if (field.isMapField()) {
            return "MAP<" + declaration(key(field), false) + ", " + declaration(value(field), false) + ">";
        } else if (field.isRepeated() && !isElement) {
            return "ARRAY<" + declaration(field, true) + ">";
        }
        return switch (field.getJavaType()) {
            case BOOLEAN -> "BOOLEAN";
            case BYTE_STRING -> "BYTES";
            case DOUBLE -> "DOUBLE";
            case FLOAT -> "FLOAT";
            case STRING -> "STRING";
            case ENUM -> "STRING or INT";
            case INT -> "INT";
            case LONG -> "BIGINT";
            case MESSAGE ->
                "ROW<…> with the fields of " + field.getMessageType().getFullName();
        };
    }

    /** The field of a map's entry that is its key. */
    static FieldDescriptor key(FieldDescriptor map) {
        return map.getMessageType().findFieldByNumber(1);
    }

    /** The field of a map's entry that is its value. */
    static FieldDescriptor value(FieldDescriptor map) {
        return map.getMessageType().findFieldByNumber(2);
    }

    private static RuntimeException refusal(String what, String hint) {
        return new FormatOptions("protobuf", Map.of()).unsupported(what, hint);
    }
}
