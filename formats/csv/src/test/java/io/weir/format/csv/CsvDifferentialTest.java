package io.weir.format.csv;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.formats.csv.CsvRowDataDeserializationSchema;
import org.apache.flink.formats.csv.CsvRowDataSerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds decoder and encoder to Flink's own format: for random types, options and records, damaged ones among them, both
 * give the same or both fail. A failure names its seed; {@code -Dweir.csv.seed=N -Dweir.csv.schemas=1} repeats it.
 */
class CsvDifferentialTest {
    private static final int RECORDS = 100;
    private static final long FIRST_SEED = Long.getLong("weir.csv.seed", 1);
    private static final long LAST_SEED = FIRST_SEED + Integer.getInteger("weir.csv.schemas", 150) - 1;

    @Test
    void decodesRecordsAsFlinkDoes() {
        for (long seed = FIRST_SEED; seed <= LAST_SEED; seed++) {
            checkRecords(seed);
        }
    }

    @Test
    void decodesLinesAsFlinkDoes() {
        for (long seed = FIRST_SEED; seed <= LAST_SEED; seed++) {
            checkLines(seed);
        }
    }

    @Test
    void encodesAsFlinkDoes() throws Exception {
        for (long seed = FIRST_SEED; seed <= LAST_SEED; seed++) {
            checkEncoder(seed);
        }
    }

    private static CsvRowDataDeserializationSchema flink(
            RowType recordType, RowType type, Map<String, String> options) {
        CsvOptions parsed = CsvOptions.of(options);
        CsvRowDataDeserializationSchema.Builder builder = new CsvRowDataDeserializationSchema.Builder(
                        recordType, type, new GenericTypeInfo<>(RowData.class))
                .setFieldDelimiter(parsed.delimiter())
                .setAllowComments(parsed.allowComments())
                .setArrayElementDelimiter(parsed.arrayDelimiter())
                .setIgnoreParseErrors(parsed.ignoreParseErrors())
                .setTrimSpaces(parsed.trimSpaces())
                .setIgnoreTrailingUnmappable(parsed.ignoreTrailing())
                .setAllowTrailingComma(parsed.allowTrailingComma())
                .setFailOnMissingColumns(parsed.failOnMissingColumns())
                .setEmptyStringAsNull(parsed.emptyAsNull());
        if (parsed.quote() == CsvOptions.NONE) {
            builder.disableQuoteCharacter();
        } else {
            builder.setQuoteCharacter((char) parsed.quote());
        }
        if (parsed.escape() != CsvOptions.NONE) {
            builder.setEscapeCharacter((char) parsed.escape());
        }
        if (parsed.nullLiteral() != null) {
            builder.setNullLiteral(parsed.nullLiteral());
        }
        CsvRowDataDeserializationSchema schema = builder.build();
        schema.open(null);
        return schema;
    }

    /** Flink's rows of a record, none or one, or null if it fails. */
    private static @Nullable List<List<@Nullable Object>> rows(
            CsvRowDataDeserializationSchema flink, byte[] record, RowType type) {
        try {
            RowData row = flink.deserialize(record);
            return row == null ? List.of() : List.of(Values.ofRow(row, type));
        } catch (IOException e) {
            return null;
        }
    }

    private static List<List<@Nullable Object>> rows(Batch batch, RowType type) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(Values.ofBatch(batch, row, type));
        }
        return rows;
    }

    private static void checkRecords(long seed) {
        RandomCsv random = new RandomCsv(seed);
        RowType recordType = random.recordType();
        RowType type = random.projection(recordType);
        Map<String, String> options = random.options(true);
        Decoder decoder = new CsvDecoderFactory().create(new DecoderRequest(type, recordType, options, ZoneOffset.UTC));
        CsvRowDataDeserializationSchema flink = flink(recordType, type, options);
        Batch batch = Columns.batch(type, 2);
        boolean isTidy = random.nextInt(2) == 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = random.record(recordType, CsvOptions.of(options), isTidy);
            List<List<@Nullable Object>> expected = rows(flink, record, type);
            batch.reset();
            byte[] data = new byte[record.length + 100];
            int start = random.nextInt(100);
            System.arraycopy(record, 0, data, start, record.length);
            boolean hasFailed = false;
            try {
                decoder.decodeRecord(data, start, start + record.length, batch);
            } catch (RecordException e) {
                hasFailed = true;
            }
            String where = "seed " + seed + ", options " + options + ", type " + type.asSummaryString() + " of "
                    + recordType.asSummaryString() + ", record " + new String(record, StandardCharsets.UTF_8);
            assertThat(hasFailed).as(where).isEqualTo(expected == null);
            if (expected != null) {
                assertThat(rows(batch, type)).as(where).isEqualTo(expected);
            }
        }
    }

    private static void checkLines(long seed) {
        RandomCsv random = new RandomCsv(seed);
        RowType recordType = random.recordType();
        RowType type = random.projection(recordType);
        Map<String, String> options = random.options(true);
        Decoder decoder = new CsvDecoderFactory().create(new DecoderRequest(type, recordType, options, ZoneOffset.UTC));
        CsvRowDataDeserializationSchema flink = flink(recordType, type, options);
        Batch batch = Columns.batch(type, 2);
        boolean isTidy = random.nextInt(2) == 0;
        for (int chunk = 0; chunk < RECORDS / 10; chunk++) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            List<List<@Nullable Object>> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                byte[] record = random.record(recordType, CsvOptions.of(options), isTidy);
                byte[] line = Arrays.copyOf(record, record.length + 1);
                line[record.length] = '\n';
                List<List<@Nullable Object>> rows = rows(flink, line, type);
                expected.addAll(rows == null ? List.of() : rows);
                text.writeBytes(record);
                text.writeBytes(random.nextInt(10) == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
            }
            int end = text.size();
            text.writeBytes(new byte[random.nextInt(2) * random.nextInt(200)]);
            byte[] data = text.toByteArray();
            String where = "seed " + seed + ", options " + options + ", type " + type.asSummaryString() + " of "
                    + recordType.asSummaryString() + ", lines " + new String(data, 0, end, StandardCharsets.UTF_8);
            batch.reset();
            int at = 0;
            while (at < end) {
                int next = end;
                try {
                    decoder.decodeLines(data, at, end, batch);
                } catch (RecordException e) {
                    next = lineEnd(data, e.offset()) + 1;
                    byte[] line = Arrays.copyOfRange(data, e.offset(), next);
                    List<List<@Nullable Object>> rows = rows(flink, line, type);
                    assertThat(rows == null || rows.isEmpty()).as(where).isTrue();
                }
                at = next;
            }
            List<List<@Nullable Object>> actual = rows(batch, type);
            for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
                assertThat(actual.get(i)).as("row " + i + ", " + where).isEqualTo(expected.get(i));
            }
            assertThat(actual).as(where).hasSameSizeAs(expected);
        }
    }

    private static int lineEnd(byte[] data, int start) {
        int at = start;
        while (data[at] != '\n') {
            at++;
        }
        return at;
    }

    private static void checkEncoder(long seed) throws Exception {
        RandomCsv random = new RandomCsv(seed);
        RowType type = random.recordType();
        Map<String, String> options = random.options(false);
        CsvOptions parsed = CsvOptions.of(options);
        Encoder encoder = new CsvEncoderFactory().create(new EncoderRequest(type, options, ZoneOffset.UTC));
        CsvRowDataSerializationSchema.Builder builder = new CsvRowDataSerializationSchema.Builder(type)
                .setFieldDelimiter(parsed.delimiter())
                .setArrayElementDelimiter(parsed.arrayDelimiter());
        builder.setWriteBigDecimalInScientificNotation(parsed.scientificDecimals());
        if (parsed.quote() == CsvOptions.NONE) {
            builder.disableQuoteCharacter();
        } else {
            builder.setQuoteCharacter((char) parsed.quote());
        }
        if (parsed.escape() != CsvOptions.NONE) {
            builder.setEscapeCharacter((char) parsed.escape());
        }
        if (parsed.nullLiteral() != null) {
            builder.setNullLiteral(parsed.nullLiteral());
        }
        CsvRowDataSerializationSchema flink = builder.build();
        flink.open(null);
        Decoder decoder = new CsvDecoderFactory()
                .create(new DecoderRequest(type, Map.of("ignore-parse-errors", "true"), ZoneOffset.UTC));
        Batch batch = Columns.batch(type, 2);
        ByteSink out = new ByteSink();
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = random.record(type, CsvOptions.of(Map.of()), random.nextInt(2) == 0);
            batch.reset();
            decoder.decodeRecord(record, 0, record.length, batch);
            for (int row = 0; row < batch.rowCount(); row++) {
                String expected = new String(flink.serialize(FlinkRows.of(batch, row, type)), StandardCharsets.UTF_8);
                out.clear();
                encoder.encode(batch, row, out);
                assertThat(out.toString())
                        .as("seed " + seed + ", options " + options + ", type " + type.asSummaryString())
                        .isEqualTo(expected);
            }
        }
    }
}
