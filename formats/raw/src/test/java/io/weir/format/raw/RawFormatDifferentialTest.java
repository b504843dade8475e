package io.weir.format.raw;

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
import java.util.Random;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.formats.raw.RawFormatDeserializationSchema;
import org.apache.flink.formats.raw.RawFormatSerializationSchema;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds decoder and encoder to Flink's own format, for records of right and wrong lengths. */
class RawFormatDifferentialTest {
    private static final int RECORDS = 400;

    static List<LogicalType> types() {
        return Arrays.stream(new DataType[] {
                    DataTypes.STRING(),
                    DataTypes.CHAR(3),
                    DataTypes.BYTES(),
                    DataTypes.BINARY(2),
                    DataTypes.BOOLEAN(),
                    DataTypes.TINYINT(),
                    DataTypes.SMALLINT(),
                    DataTypes.INT(),
                    DataTypes.BIGINT(),
                    DataTypes.FLOAT(),
                    DataTypes.DOUBLE()
                })
                .map(DataType::getLogicalType)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsAndWritesAsFlinkDoes(LogicalType type) throws Exception {
        for (String charset : List.of("UTF-8", "ISO-8859-1", "UTF-16LE")) {
            for (String endianness : List.of("big-endian", "LITTLE-ENDIAN")) {
                check(type, charset, endianness);
            }
        }
    }

    private static void check(LogicalType type, String charset, String endianness) throws Exception {
        boolean isBigEndian = endianness.equals("big-endian");
        RowType rowType = RowType.of(type);
        RawFormatDeserializationSchema reader =
                new RawFormatDeserializationSchema(type, new GenericTypeInfo<>(RowData.class), charset, isBigEndian);
        reader.open(null);
        RawFormatSerializationSchema writer = new RawFormatSerializationSchema(type, charset, isBigEndian);
        writer.open(null);
        Map<String, String> options = Map.of("charset", charset, "endianness", endianness);
        Decoder decoder = new RawDecoderFactory().create(new DecoderRequest(rowType, options, ZoneOffset.UTC));
        Encoder encoder = new RawEncoderFactory().create(new EncoderRequest(rowType, options, ZoneOffset.UTC));
        Random random = new Random(7);
        byte[] data = new byte[RECORDS * 8];
        random.nextBytes(data);
        Batch batch = Columns.batch(rowType, 2);
        List<List<@Nullable Object>> expected = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            int start = i * 8;
            int end = start + new int[] {0, 1, 2, 3, 4, 8}[random.nextInt(6)];
            boolean hasFailed = false;
            try {
                decoder.decodeRecord(data, start, end, batch);
            } catch (RecordException e) {
                hasFailed = true;
                assertThat(e.offset()).isEqualTo(start);
            }
            String where = type + " with " + options + ", record " + i;
            RowData row = row(reader, Arrays.copyOfRange(data, start, end));
            assertThat(hasFailed).as(where).isEqualTo(row == null);
            if (row != null) {
                expected.add(Values.changeOf(row, rowType));
            }
        }
        decoder.decodeNull(batch);
        expected.add(Values.changeOf(reader.deserialize(null), rowType));
        assertThat(Values.changesOf(batch, rowType)).isEqualTo(expected);
        for (int row = 0; row < batch.rowCount(); row++) {
            byte[] written = writer.serialize(FlinkRows.of(batch, row, rowType));
            ByteSink out = new ByteSink();
            encoder.encode(batch, row, out);
            assertThat(encoder.isNull(batch, row)).isEqualTo(written == null);
            assertThat(Arrays.copyOf(out.bytes(), out.length())).isEqualTo(written == null ? new byte[0] : written);
        }
    }

    private static @Nullable RowData row(RawFormatDeserializationSchema schema, byte[] record) {
        try {
            return schema.deserialize(record);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void takesLinesAsRecords(LogicalType type) {
        RowType rowType = RowType.of(type);
        Decoder decoder = new RawDecoderFactory().create(new DecoderRequest(rowType, Map.of(), ZoneOffset.UTC));
        Batch byLine = Columns.batch(rowType, 2);
        Batch byRecord = Columns.batch(rowType, 2);
        byte[] data = "12345678\r\nabcdefgh\n\nABCDEFGH".getBytes(StandardCharsets.UTF_8);
        List<int[]> records = List.of(new int[] {0, 8}, new int[] {10, 18}, new int[] {19, 19}, new int[] {20, 28});
        for (int[] record : records) {
            String failure = "";
            try {
                decoder.decodeRecord(data, record[0], record[1], byRecord);
            } catch (RecordException e) {
                failure = e.getMessage();
            }
            String failureOfLine = "";
            try {
                decoder.decodeLines(data, record[0], Math.min(data.length, record[1] + 1), byLine);
            } catch (RecordException e) {
                failureOfLine = e.getMessage();
            }
            assertThat(failureOfLine.isEmpty()).isEqualTo(failure.isEmpty());
        }
        assertThat(Values.changesOf(byLine, rowType)).isEqualTo(Values.changesOf(byRecord, rowType));
    }
}
