package io.weir.format.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.testing.kit.FlinkRows;
import io.weir.testing.kit.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.formats.avro.AvroFormatOptions.AvroEncoding;
import org.apache.flink.formats.avro.AvroRowDataDeserializationSchema;
import org.apache.flink.formats.avro.AvroRowDataSerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the format to Flink's own: for random types and rows the same bytes are written, and from right and damaged
 * ones the same rows are read. {@code -Dweir.avro.seed=N -Dweir.avro.schemas=1} repeats one type.
 */
class AvroDifferentialTest {
    private static final int ROWS = 50;

    @ParameterizedTest
    @CsvSource({"BINARY, true", "BINARY, false", "JSON, true", "JSON, false"})
    void readsAndWritesAsFlinkDoes(AvroEncoding encoding, boolean legacy) throws Exception {
        long firstSeed = Long.getLong("weir.avro.seed", 1);
        int schemas = Integer.getInteger("weir.avro.schemas", encoding == AvroEncoding.JSON ? 25 : 100);
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            check(seed, encoding, legacy);
        }
    }

    private static void check(long seed, AvroEncoding encoding, boolean legacy) throws Exception {
        RandomRows random = new RandomRows(seed, legacy);
        RowType type = (RowType) random.rowType(2).copy(false);
        Map<String, String> options =
                Map.of("encoding", encoding.toString(), "timestamp_mapping.legacy", String.valueOf(legacy));
        AvroRowDataSerializationSchema writer = new AvroRowDataSerializationSchema(type, encoding, legacy);
        writer.open(null);
        AvroRowDataDeserializationSchema reader = reader(type, encoding, legacy);
        Encoder encoder = new AvroEncoderFactory().create(new EncoderRequest(type, options, ZoneOffset.UTC));
        Decoder decoder = new AvroDecoderFactory().create(new DecoderRequest(type, options, ZoneOffset.UTC));
        List<RowType.RowField> some = type.getFields().stream()
                .filter(field -> random.nextInt(2) == 0)
                .toList();
        RowType wanted = new RowType(false, some);
        Decoder ofSome = new AvroDecoderFactory().create(new DecoderRequest(wanted, type, options, ZoneOffset.UTC));
        Batch rows = random.rows(type, ROWS);
        Batch read = Columns.batch(type, 2);
        Batch readSome = Columns.batch(wanted, 2);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        String where = "seed " + seed + ", " + options + ", type " + type.asSummaryString();
        for (int row = 0; row < ROWS; row++) {
            ByteSink out = new ByteSink();
            encoder.encode(rows, row, out);
            byte[] record = Arrays.copyOf(out.bytes(), out.length());
            byte[] written = writer.serialize(FlinkRows.of(rows, row, type));
            // Flink's JSON begins with the line feed that ends the record before.
            assertThat(text(record))
                    .as(where)
                    .isEqualTo(encoding == AvroEncoding.JSON ? text(written).stripLeading() : text(written));
            byte[] input = random.nextInt(4) == 0 ? random.damage(record) : record;
            byte[] data = new byte[input.length + 10];
            System.arraycopy(input, 0, data, 5, input.length);
            read.reset();
            readSome.reset();
            // What a damaged record leaves unread, Flink's format takes for the beginning of the next one.
            RowData flinkRow = row(input == record ? reader : reader(type, encoding, legacy), input);
            List<Object> failures = new ArrayList<>();
            try {
                decoder.decodeRecord(data, 5, 5 + input.length, read);
            } catch (RecordException e) {
                failures.add(e.getMessage());
            }
            assertThat(failures.isEmpty())
                    .as(where + ": " + failures + " " + java.util.HexFormat.of().formatHex(input))
                    .isEqualTo(flinkRow != null);
            if (flinkRow == null) {
                continue;
            }
            expected.clear();
            expected.add(Values.changeOf(flinkRow, type));
            assertThat(Values.changesOf(read, type)).as(where).isEqualTo(expected);
            ofSome.decodeRecord(data, 5, 5 + input.length, readSome);
            for (int i = 0; i < some.size(); i++) {
                int field = type.getFieldIndex(some.get(i).getName());
                assertThat(Values.ofBatch(readSome, 0, wanted).get(i))
                        .as(where)
                        .isEqualTo(expected.get(0).get(field + 1));
            }
        }
    }

    private static AvroRowDataDeserializationSchema reader(RowType type, AvroEncoding encoding, boolean legacy)
            throws Exception {
        AvroRowDataDeserializationSchema reader =
                new AvroRowDataDeserializationSchema(type, new GenericTypeInfo<>(RowData.class), encoding, legacy);
        reader.open(null);
        return reader;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable RowData row(AvroRowDataDeserializationSchema schema, byte[] record) {
        try {
            return schema.deserialize(record);
        } catch (IOException | RuntimeException e) {
            return null;
        } catch (OutOfMemoryError e) {
            return null; // Flink's format believes any length
        }
    }
}
