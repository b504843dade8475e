package io.weir.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.FloatColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.columnar.RowColumn;
import io.weir.engine.type.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Takes the fields of a message, or of one in a message, as the columns of a row. */
final class MessageReader {
    private final FieldReader[] fields;

    /** Writes one value of a field, which is there, to a column. */
    private interface ValueReader {
        void read(Object value, Column column, int position);
    }

    /** Reads a field whether it is there or not. */
    private record FieldReader(FieldDescriptor field, boolean readsDefault, ValueReader value) {
        void read(Message message, Column column, int position) {
            boolean isThere = readsDefault
                    || (field.isRepeated() ? message.getRepeatedFieldCount(field) > 0 : message.hasField(field));
            if (isThere) {
                value.read(message.getField(field), column, position);
            } else {
                column.writeNull(position);
            }
        }
    }

    /**
     * Makes a reader.
     *
     * @param readsPlainDefaults true if a number, text, … that is not there is its default value
     * @param readsOtherDefaults true if an array, map or message that is not there is an empty one
     */
    MessageReader(Descriptor message, RowType type, boolean readsPlainDefaults, boolean readsOtherDefaults) {
        List<RowType.RowField> columns = type.getFields();
        fields = new FieldReader[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            FieldDescriptor field = message.findFieldByName(columns.get(i).getName());
            LogicalType columnType = columns.get(i).getType();
            boolean isPlain = !(columnType instanceof RowType
                    || columnType instanceof ArrayType
                    || columnType instanceof MapType);
            fields[i] = new FieldReader(
                    field,
                    isPlain ? readsPlainDefaults : readsOtherDefaults,
                    reader(field, columnType, readsPlainDefaults, readsOtherDefaults));
        }
    }

    /** Reads a message to a row of a batch. */
    void read(Message message, Batch batch, int row) {
        read(message, batch::column, row);
    }

    private void read(Message message, IntFunction<Column> columns, int position) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].read(message, columns.apply(i), position);
        }
    }

    private static ValueReader reader(FieldDescriptor field, LogicalType type, boolean plain, boolean others) {
        if (type instanceof RowType row) {
            MessageReader nested = new MessageReader(field.getMessageType(), row, plain, others);
            return (value, column, position) -> nested.read((Message) value, ((RowColumn) column)::field, position);
        } else if (type instanceof ArrayType array) {
            return new Arrays(reader(field, array.getElementType(), plain, others));
        } else if (type instanceof MapType map) {
            FieldDescriptor key = MessageTypes.key(field);
            FieldDescriptor value = MessageTypes.value(field);
            return new Maps(
                    key,
                    reader(key, map.getKeyType(), plain, others),
                    value,
                    reader(value, map.getValueType(), plain, others));
        }
        boolean isNumber = Columns.kind(type) != ColumnKind.BYTES;
        return switch (field.getJavaType()) {
            case BOOLEAN -> (value, column, position) -> ((BooleanColumn) column).set(position, (Boolean) value);
            case INT -> (value, column, position) -> ((IntColumn) column).set(position, (Integer) value);
            case LONG -> (value, column, position) -> ((LongColumn) column).set(position, (Long) value);
            case FLOAT -> (value, column, position) -> ((FloatColumn) column).set(position, (Float) value);
            case DOUBLE -> (value, column, position) -> ((DoubleColumn) column).set(position, (Double) value);
            case STRING -> (value, column, position) -> ((BytesColumn) column).set(position, (String) value);
            case BYTE_STRING -> (value, column, position) -> readBytes((ByteString) value, column, position);
            case ENUM ->
                isNumber
                        ? (value, column, position) -> readNumber((EnumValueDescriptor) value, column, position)
                        : (value, column, position) ->
                                ((BytesColumn) column).set(position, name((EnumValueDescriptor) value));
            case MESSAGE -> throw new IllegalArgumentException(field.getFullName());
        };
    }

    private static void readBytes(ByteString value, Column column, int position) {
        BytesColumn bytes = (BytesColumn) column;
        int at = bytes.allocate(position, value.size());
        value.copyTo(bytes.data(), at);
    }

    /** The name of a value; what generated classes call one that they do not know. */
    private static String name(EnumValueDescriptor value) {
        return isKnown(value) ? value.getName() : "UNRECOGNIZED";
    }

    private static void readNumber(EnumValueDescriptor value, Column column, int position) {
        if (!isKnown(value)) {
            throw new ProtobufFailure("enum " + value.getType().getFullName() + " has no value " + value.getNumber());
        } else if (column instanceof LongColumn longs) {
            longs.set(position, value.getNumber());
        } else {
            ((IntColumn) column).set(position, value.getNumber());
        }
    }

    private static boolean isKnown(EnumValueDescriptor value) {
        return value.getType().findValueByNumber(value.getNumber()) != null;
    }

    private record Arrays(ValueReader elements) implements ValueReader {
        @Override
        public void read(Object value, Column column, int position) {
            ArrayColumn array = (ArrayColumn) column;
            array.begin(position);
            for (Object element : (List<?>) value) {
                elements.read(element, array.elements(), array.addElement());
            }
        }
    }

    /** Maps are lists of entries without equal keys; their order is a HashMap's, as in Flink. */
    private record Maps(FieldDescriptor key, ValueReader keys, FieldDescriptor value, ValueReader values)
            implements ValueReader {
        @Override
        public void read(Object list, Column column, int position) {
            Map<Object, Message> entries = new HashMap<>();
            for (Object entry : (List<?>) list) {
                Object entryKey = ((Message) entry).getField(key);
                entries.put(entryKey instanceof String text ? StringData.fromString(text) : entryKey, (Message) entry);
            }
            MapColumn map = (MapColumn) column;
            map.begin(position);
            for (Message entry : entries.values()) {
                int at = map.addEntry();
                keys.read(entry.getField(key), map.keys(), at);
                values.read(entry.getField(value), map.values(), at);
            }
        }
    }
}
