package io.weir.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.testing.kit.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the decoder to Flink's own format: for random types, options and records, damaged ones among them, both give
 * the same rows or both fail. A failure names its seed; {@code -Dweir.json.seed=N -Dweir.json.schemas=1} repeats it.
 */
class JsonDecoderDifferentialTest {
    private static final int RECORDS = 300;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void decodesAsFlinkDoes(boolean parserEnabled) {
        long firstSeed = Long.getLong("weir.json.seed", 1);
        int schemas = Integer.getInteger("weir.json.schemas", 60);
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            checkRecords(seed, parserEnabled);
            checkLines(seed, parserEnabled);
        }
    }

    private static Map<String, String> options(RandomJson random, boolean parserEnabled) {
        Map<String, String> options = new HashMap<>();
        options.put("decode.json-parser.enabled", String.valueOf(parserEnabled));
        int errors = random.nextInt(3);
        options.put("ignore-parse-errors", String.valueOf(errors == 1));
        options.put("fail-on-missing-field", String.valueOf(errors == 2 && random.nextInt(2) == 0));
        options.put("timestamp-format.standard", random.nextInt(2) == 0 ? "SQL" : "ISO-8601");
        return options;
    }

    private static Decoder decoder(RowType type, Map<String, String> options) {
        return new JsonDecoderFactory().create(new DecoderRequest(type, options, ZoneOffset.UTC));
    }

    private static byte[] next(RandomJson random, RowType type, boolean isTidy) {
        byte[] record = random.record(type, isTidy && random.nextInt(10) > 0);
        return random.nextInt(isTidy ? 50 : 4) == 0 ? random.damage(record) : record;
    }

    private static void checkRecords(long seed, boolean parserEnabled) {
        RandomJson random = new RandomJson(seed);
        RowType type = random.rowType(3);
        Map<String, String> options = options(random, parserEnabled);
        Decoder decoder = decoder(type, options);
        FlinkJson flink = new FlinkJson(type, options);
        Batch batch = Columns.batch(type, 4);
        byte[] buffer = new byte[1 << 16];
        boolean isTidy = random.nextInt(2) == 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = next(random, type, isTidy);
            List<List<@Nullable Object>> expected = flink.rows(record);
            batch.reset();
            int start = random.nextInt(100);
            int end = start + record.length;
            byte[] data = random.nextInt(2) == 0 && end < buffer.length ? buffer : new byte[end];
            random.fill(data == buffer ? new byte[0] : data);
            System.arraycopy(record, 0, data, start, record.length);
            boolean hasFailed = false;
            try {
                decoder.decodeRecord(data, start, end, batch);
            } catch (RecordException e) {
                hasFailed = true;
                assertThat(e.offset()).isEqualTo(start);
                assertThat(e.getMessage()).isNotBlank();
            }
            String where = "seed " + seed + ", options " + options + ", type " + type.asSummaryString() + ", record "
                    + new String(record, StandardCharsets.UTF_8);
            assertThat(hasFailed).as(where).isEqualTo(expected == null);
            if (expected != null) {
                assertThat(rows(batch, type)).as(where).isEqualTo(expected);
            }
        }
    }

    private static List<List<@Nullable Object>> rows(Batch batch, RowType type) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(Values.ofBatch(batch, row, type));
        }
        return rows;
    }

    private static void checkLines(long seed, boolean parserEnabled) {
        RandomJson random = new RandomJson(seed);
        RowType type = random.rowType(3);
        Map<String, String> options = options(random, parserEnabled);
        Decoder decoder = decoder(type, options);
        FlinkJson flink = new FlinkJson(type, options);
        Batch batch = Columns.batch(type, 4);
        boolean isTidy = random.nextInt(2) == 0;
        for (int chunk = 0; chunk < RECORDS / 20; chunk++) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            text.writeBytes(new byte[random.nextInt(10)]);
            int start = text.size();
            for (int i = 0; i < 20; i++) {
                text.writeBytes(next(random, type, isTidy));
                text.writeBytes(random.nextInt(20) == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
            }
            int end = text.size() - random.nextInt(2);
            byte[] slack = new byte[random.nextInt(2) * random.nextInt(200)];
            random.fill(slack);
            text.writeBytes(slack);
            byte[] data = text.toByteArray();
            byte[] original = data.clone();
            batch.reset();
            String where =
                    "seed " + seed + ", chunk " + chunk + ", options " + options + ", type " + type.asSummaryString();
            List<List<@Nullable Object>> expected = expectedRows(flink, original, start, end);
            int at = start;
            while (at < end) {
                int lineEnd;
                try {
                    decoder.decodeLines(data, at, end, batch);
                    lineEnd = end;
                } catch (RecordException e) {
                    lineEnd = lineEnd(original, e.offset(), end);
                    byte[] line = line(original, e.offset(), lineEnd);
                    assertThat(flink.rows(line))
                            .as(where + ": " + e.getMessage())
                            .isNull();
                }
                at = lineEnd + 1;
            }
            List<List<@Nullable Object>> actual = rows(batch, type);
            for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
                assertThat(actual.get(i)).as("row " + i + ", " + where).isEqualTo(expected.get(i));
            }
            assertThat(actual).as(where).hasSameSizeAs(expected);
        }
    }

    private static List<List<@Nullable Object>> expectedRows(FlinkJson flink, byte[] data, int start, int end) {
        List<List<@Nullable Object>> expected = new ArrayList<>();
        int at = start;
        while (at < end) {
            int lineEnd = lineEnd(data, at, end);
            List<List<@Nullable Object>> rows = flink.rows(line(data, at, lineEnd));
            if (rows != null) {
                expected.addAll(rows);
            }
            at = lineEnd + 1;
        }
        return expected;
    }

    private static int lineEnd(byte[] data, int start, int end) {
        int at = start;
        while (at < end && data[at] != '\n') {
            at++;
        }
        return at;
    }

    private static byte[] line(byte[] data, int start, int end) {
        boolean hasReturn = end > start && data[end - 1] == '\r';
        return Arrays.copyOfRange(data, start, hasReturn ? end - 1 : end);
    }
}
