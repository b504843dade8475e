package io.weir.format.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import io.weir.testing.kit.FlinkRows;
import io.weir.testing.kit.Values;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.formats.protobuf.PbFormatConfig;
import org.apache.flink.formats.protobuf.deserialize.PbRowDataDeserializationSchema;
import org.apache.flink.formats.protobuf.serialize.PbRowDataSerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the format to Flink's own, with classes that come with Protobuf: for random messages, damaged ones among them,
 * both give the same rows or both fail, and both write the same bytes. {@code -Dweir.protobuf.seed=N} starts elsewhere.
 */
class ProtobufDifferentialTest {
    private static final int SCHEMAS = 6;
    private static final int MESSAGES = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // proto3: enums, lists of messages, messages in messages
                "com.google.protobuf.Type",
                "com.google.protobuf.Field",
                "com.google.protobuf.Api",
                // proto3: maps, oneof, recursion
                "com.google.protobuf.Struct",
                "com.google.protobuf.ListValue",
                // proto3: the plain types
                "com.google.protobuf.FloatValue",
                "com.google.protobuf.UInt64Value",
                "com.google.protobuf.UInt32Value",
                "com.google.protobuf.BytesValue",
                // proto2: required fields, enums
                "com.google.protobuf.DescriptorProtos$UninterpretedOption",
                "com.google.protobuf.DescriptorProtos$FieldDescriptorProto",
                "com.google.protobuf.DescriptorProtos$DescriptorProto"
            })
    void readsAndWritesAsFlinkDoes(String name) throws Exception {
        long firstSeed = Long.getLong("weir.protobuf.seed", 1);
        for (long seed = firstSeed; seed < firstSeed + SCHEMAS; seed++) {
            check(name, seed);
        }
    }

    private static void check(String name, long seed) throws Exception {
        RandomMessages random = new RandomMessages(seed);
        MessageClass messages = MessageClass.load(name);
        RowType type = random.rowType(messages.descriptor(), 2);
        Map<String, String> options = new HashMap<>();
        options.put("message-class-name", name);
        options.put("ignore-parse-errors", String.valueOf(random.nextInt(2) == 0));
        options.put("read-default-values", String.valueOf(random.nextInt(2) == 0));
        options.put("write-null-string-literal", "none");
        PbFormatConfig config = new PbFormatConfig(
                name,
                Boolean.parseBoolean(options.get("ignore-parse-errors")),
                Boolean.parseBoolean(options.get("read-default-values")),
                "none");
        PbRowDataDeserializationSchema reader =
                new PbRowDataDeserializationSchema(type, new GenericTypeInfo<>(RowData.class), config);
        reader.open(null);
        PbRowDataSerializationSchema writer = new PbRowDataSerializationSchema(type, config);
        writer.open(null);
        Decoder decoder = new ProtobufDecoderFactory().create(new DecoderRequest(type, options, ZoneOffset.UTC));
        Encoder encoder = new ProtobufEncoderFactory().create(new EncoderRequest(type, options, ZoneOffset.UTC));
        Batch batch = Columns.batch(type, 1);
        for (int i = 0; i < MESSAGES; i++) {
            Message message = random.message(messages.prototype().newBuilderForType(), 2);
            byte[] record = random.nextInt(4) == 0 ? random.damage(message.toByteArray()) : message.toByteArray();
            String where = "seed " + seed + ", options " + options + ", type " + type.asSummaryString() + ", record "
                    + HexFormat.of().formatHex(record);
            RowData expected = null;
            boolean hasFailed = false;
            try {
                expected = reader.deserialize(record);
            } catch (IOException e) {
                hasFailed = true;
            }
            batch.reset();
            byte[] data = new byte[record.length + 7];
            System.arraycopy(record, 0, data, 3, record.length);
            String failure = "";
            try {
                decoder.decodeRecord(data, 3, 3 + record.length, batch);
            } catch (RecordException e) {
                failure = String.valueOf(e.getMessage());
            }
            assertThat(!failure.isEmpty()).as(where + ": " + failure).isEqualTo(hasFailed);
            assertThat(Values.changesOf(batch, type))
                    .as(where)
                    .isEqualTo(expected == null ? List.of() : List.of(Values.changeOf(expected, type)));
            if (expected != null) {
                checkEncoder(encoder, writer, batch, type, where);
            }
        }
    }

    private static void checkEncoder(
            Encoder encoder, PbRowDataSerializationSchema writer, Batch batch, RowType type, String where) {
        byte[] written = null;
        try {
            written = writer.serialize(FlinkRows.of(batch, 0, type));
        } catch (RuntimeException e) {
            assertThat(e).as(where).hasRootCauseInstanceOf(RuntimeException.class);
        }
        ByteSink out = new ByteSink();
        byte[] encoded = null;
        try {
            encoder.encode(batch, 0, out);
            encoded = Arrays.copyOf(out.bytes(), out.length());
        } catch (WeirException e) {
            assertThat(e).as(where).hasMessageContaining("a row lacks fields that are required");
        }
        assertThat(encoded).as(where).isEqualTo(written);
    }
}
