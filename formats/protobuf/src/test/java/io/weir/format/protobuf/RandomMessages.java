package io.weir.format.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Random messages of a class, and columns for them. */
final class RandomMessages {
    private static final String[] TEXTS = {"", "a", "name", "grün", "😀 face", "x".repeat(200)};

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    /** Most of the fields of a message, in any order; fields within fields down to some depth. */
    RowType rowType(Descriptor message, int depth) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (FieldDescriptor field : message.getFields()) {
            boolean hasMessages = field.isMapField()
                    ? MessageTypes.value(field).getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    : field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            if ((depth > 0 || !hasMessages) && random.nextInt(5) > 0) {
                fields.add(new RowType.RowField(field.getName(), type(field, depth)));
            }
        }
        Collections.shuffle(fields, random);
        return new RowType(fields);
    }

    private LogicalType type(FieldDescriptor field, int depth) {
        if (field.isMapField()) {
            return new MapType(element(MessageTypes.key(field), depth), element(MessageTypes.value(field), depth));
        }
        return field.isRepeated() ? new ArrayType(element(field, depth)) : element(field, depth);
    }

    private LogicalType element(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> new BooleanType();
            case INT -> new IntType();
            case LONG -> new BigIntType();
            case FLOAT -> new FloatType();
            case DOUBLE -> new DoubleType();
            case STRING -> VarCharType.STRING_TYPE;
            case BYTE_STRING -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case ENUM -> random.nextBoolean() ? VarCharType.STRING_TYPE : new IntType();
            case MESSAGE -> rowType(field.getMessageType(), depth - 1);
        };
    }

    /** A message with some fields, always those that are required. */
    Message message(Message.Builder builder, int depth) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            if (!field.isRequired() && (random.nextInt(3) == 0 || depth == 0)) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    builder.addRepeatedField(field, value(field, builder, depth));
                }
            } else {
                builder.setField(field, value(field, builder, depth));
            }
        }
        return builder.build();
    }

    private Object value(FieldDescriptor field, Message.Builder builder, int depth) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt() >> random.nextInt(32);
            case LONG -> random.nextLong() >> random.nextInt(64);
            case FLOAT -> (float) random.nextGaussian();
            case DOUBLE -> random.nextGaussian();
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case BYTE_STRING -> ByteString.copyFromUtf8(TEXTS[random.nextInt(TEXTS.length)]);
            case ENUM -> enumValue(field);
            case MESSAGE -> message(builder.newBuilderForField(field), depth - 1);
        };
    }

    /** Now and then one that the class does not know. */
    private EnumValueDescriptor enumValue(FieldDescriptor field) {
        if (random.nextInt(20) == 0 && !field.getEnumType().isClosed()) {
            return field.getEnumType().findValueByNumberCreatingIfUnknown(1000 + random.nextInt(2));
        }
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        return values.get(random.nextInt(values.size()));
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    byte[] damage(byte[] record) {
        byte[] damaged = random.nextBoolean() && record.length > 0
                ? java.util.Arrays.copyOf(record, random.nextInt(record.length))
                : record.clone();
        for (int i = random.nextInt(3); i > 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return damaged;
    }
}
