package io.weir.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Sets the fields of a message, or of one in a message, from the columns of a row. A NULL is a field that is not set;
 * within arrays and maps, which have no NULL, it is a default value.
 */
final class MessageWriter {
    private final FieldDescriptor[] fields;
    private final FieldWriter[] writers;

    /** Sets a field to a value that is not null. */
    private interface FieldWriter {
        void write(Column column, int position, Message.Builder message);
    }

    /** Makes a value of a field, also of one that is repeated, from a position that is not null. */
    private interface ValueWriter {
        Object value(Column column, int position, Message.Builder message);
    }

    MessageWriter(Descriptor message, RowType type, String nullLiteral) {
        List<RowType.RowField> columns = type.getFields();
        fields = new FieldDescriptor[columns.size()];
        writers = new FieldWriter[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = message.findFieldByName(columns.get(i).getName());
            writers[i] = writer(fields[i], columns.get(i).getType(), nullLiteral);
        }
    }

    /** Sets the fields from a row of a batch. */
    void write(Batch batch, int row, Message.Builder message) {
        write(batch::column, row, message);
    }

    private void write(IntFunction<Column> columns, int position, Message.Builder message) {
        for (int i = 0; i < fields.length; i++) {
            Column column = columns.apply(i);
            if (!column.isNull(position)) {
                writers[i].write(column, position, message);
            }
        }
    }

    private static FieldWriter writer(FieldDescriptor field, LogicalType type, String nullLiteral) {
        if (type instanceof ArrayType array) {
            return new Arrays(
                    field, valueWriter(field, array.getElementType(), nullLiteral), defaultOf(field, nullLiteral));
        } else if (type instanceof MapType map) {
            FieldDescriptor key = MessageTypes.key(field);
            FieldDescriptor value = MessageTypes.value(field);
            return new Maps(
                    field,
                    valueWriter(key, map.getKeyType(), nullLiteral),
                    defaultOf(key, nullLiteral),
                    valueWriter(value, map.getValueType(), nullLiteral),
                    defaultOf(value, nullLiteral));
        }
        ValueWriter value = valueWriter(field, type, nullLiteral);
        return (column, position, message) -> message.setField(field, value.value(column, position, message));
    }

    private static ValueWriter valueWriter(FieldDescriptor field, LogicalType type, String nullLiteral) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> (column, position, message) -> ((BooleanColumn) column).get(position);
            case INT -> (column, position, message) -> ((IntColumn) column).get(position);
            case LONG -> (column, position, message) -> ((LongColumn) column).get(position);
            case FLOAT -> (column, position, message) -> ((FloatColumn) column).get(position);
            case DOUBLE -> (column, position, message) -> ((DoubleColumn) column).get(position);
            case STRING -> (column, position, message) -> ((BytesColumn) column).getString(position);
            case BYTE_STRING ->
                (column, position, message) -> {
                    BytesColumn bytes = (BytesColumn) column;
                    return ByteString.copyFrom(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
                };
            case ENUM -> (column, position, message) -> enumValue(field.getEnumType(), column, position);
            case MESSAGE -> {
                MessageWriter nested = new MessageWriter(field.getMessageType(), (RowType) type, nullLiteral);
                yield (column, position, message) -> {
                    Message.Builder builder = message.newBuilderForField(field);
                    nested.write(((RowColumn) column)::field, position, builder);
                    return builder.build();
                };
            }
        };
    }

    /** The value of a name or a number; the first one where there is none, as in Flink. */
    private static EnumValueDescriptor enumValue(EnumDescriptor type, Column column, int position) {
        EnumValueDescriptor found;
        if (column instanceof BytesColumn names) {
            found = type.findValueByName(names.getString(position));
        } else if (column instanceof LongColumn numbers) {
            found = type.findValueByNumber((int) numbers.get(position));
        } else {
            found = type.findValueByNumber(((IntColumn) column).get(position));
        }
        return found == null ? type.getValues().get(0) : found;
    }

    /** What stands for a NULL within an array or a map; a message without fields is made where it is needed. */
    private static Object defaultOf(FieldDescriptor field, String nullLiteral) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> false;
            case INT -> 0;
            case LONG -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case STRING -> nullLiteral;
            case BYTE_STRING -> ByteString.EMPTY;
            case ENUM -> field.getEnumType().getValues().get(0);
            case MESSAGE -> EMPTY_MESSAGE;
        };
    }

    private static final Object EMPTY_MESSAGE = new Object();

    private static Object orDefault(
            FieldDescriptor field,
            ValueWriter writer,
            Object otherwise,
            Column column,
            int position,
            Message.Builder message) {
        if (!column.isNull(position)) {
            return writer.value(column, position, message);
        }
        return otherwise == EMPTY_MESSAGE ? message.newBuilderForField(field).getDefaultInstanceForType() : otherwise;
    }

    private record Arrays(FieldDescriptor field, ValueWriter elements, Object otherwise) implements FieldWriter {
        @Override
        public void write(Column column, int position, Message.Builder message) {
            ArrayColumn array = (ArrayColumn) column;
            int start = array.start(position);
            for (int i = start; i < start + array.length(position); i++) {
                message.addRepeatedField(field, orDefault(field, elements, otherwise, array.elements(), i, message));
            }
        }
    }

    /** Entries in the order of a HashMap, as in Flink; of equal keys the last one counts. */
    private record Maps(
            FieldDescriptor field, ValueWriter keys, Object keyOtherwise, ValueWriter values, Object valueOtherwise)
            implements FieldWriter {
        @Override
        public void write(Column column, int position, Message.Builder message) {
            MapColumn map = (MapColumn) column;
            FieldDescriptor key = MessageTypes.key(field);
            FieldDescriptor value = MessageTypes.value(field);
            Message.Builder entry = message.newBuilderForField(field);
            Map<Object, Object> entries = new HashMap<>();
            int start = map.start(position);
            for (int i = start; i < start + map.length(position); i++) {
                entries.put(
                        orDefault(key, keys, keyOtherwise, map.keys(), i, entry),
                        orDefault(value, values, valueOtherwise, map.values(), i, entry));
            }
            entries.forEach((entryKey, entryValue) -> message.addRepeatedField(
                    field,
                    message.newBuilderForField(field)
                            .setField(key, entryKey)
                            .setField(value, entryValue)
                            .build()));
        }
    }
}
