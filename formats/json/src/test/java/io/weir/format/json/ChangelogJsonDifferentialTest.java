package io.weir.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.Lines;
import io.weir.engine.spi.RecordException;
import io.weir.engine.type.Columns;
import io.weir.testing.kit.FlinkRows;
import io.weir.testing.kit.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the changelog formats to Flink's own: for random types, options, metadata and records, damaged ones among them,
 * both give the same changes or both fail. {@code -Dweir.json.seed=N -Dweir.json.schemas=1} repeats one of them.
 */
class ChangelogJsonDifferentialTest {
    private static final int RECORDS = 200;

    private final long firstSeed = Long.getLong("weir.json.seed", 1);
    private final int schemas = Integer.getInteger("weir.json.schemas", 60);

    private static Decoder decoder(String format, DecoderRequest request) {
        for (DecoderFactory factory : ServiceLoader.load(DecoderFactory.class)) {
            if (factory.identifier().equals(format)) {
                return factory.create(request);
            }
        }
        throw new IllegalArgumentException(format);
    }

    private static Encoder encoder(String format, EncoderRequest request) {
        for (EncoderFactory factory : ServiceLoader.load(EncoderFactory.class)) {
            if (factory.identifier().equals(format)) {
                assertThat(factory.encodesChanges()).isTrue();
                return factory.create(request);
            }
        }
        throw new IllegalArgumentException(format);
    }

    /** One schema with its options and records. */
    private record Scene(
            long seed,
            RowType type,
            List<RowType.RowField> metadata,
            RowType produced,
            Map<String, String> options,
            RandomChanges records,
            Random random,
            DeserializationSchema<RowData> flink,
            Decoder decoder) {
        static Scene of(String format, long seed) throws Exception {
            Random random = new Random(seed);
            RandomJson json = new RandomJson(seed);
            RowType type = json.rowType(2);
            List<RowType.RowField> metadata = new ArrayList<>(FlinkChangelog.metadata(format));
            Collections.shuffle(metadata, random);
            metadata = metadata.subList(0, random.nextInt(2) * random.nextInt(metadata.size() + 1));
            List<RowType.RowField> produced = new ArrayList<>(type.getFields());
            metadata.forEach(
                    field -> produced.add(new RowType.RowField("metadata." + field.getName(), field.getType())));
            Map<String, String> options = new HashMap<>();
            options.put("ignore-parse-errors", String.valueOf(random.nextInt(2) == 0));
            options.put("timestamp-format.standard", random.nextInt(2) == 0 ? "SQL" : "ISO-8601");
            if (format.equals("debezium-json")) {
                options.put("schema-include", String.valueOf(random.nextInt(3) == 0));
            } else if (format.equals("canal-json") && random.nextInt(2) == 0) {
                options.put(random.nextInt(2) == 0 ? "database.include" : "table.include", "sh.*");
            }
            DecoderRequest request = new DecoderRequest(type, type, metadata, options, ZoneOffset.UTC);
            return new Scene(
                    seed,
                    type,
                    metadata,
                    new RowType(produced),
                    options,
                    new RandomChanges(format, type, json, seed),
                    random,
                    FlinkChangelog.reader(format, type, metadata, options),
                    ChangelogJsonDifferentialTest.decoder(format, request));
        }

        byte[] next() {
            boolean hasPayload = Boolean.parseBoolean(options.get("schema-include"));
            return records.next(hasPayload, random.nextInt(2) == 0);
        }

        @Nullable
        List<List<@Nullable Object>> expected(byte[] record) {
            return FlinkChangelog.changes(flink, record, produced);
        }

        String where(String record) {
            return "seed " + seed + ", options " + options + ", type " + produced.asSummaryString() + ", record "
                    + record;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"debezium-json", "canal-json", "maxwell-json", "ogg-json"})
    void decodesRecordsAsFlinkDoes(String format) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            Scene scene = Scene.of(format, seed);
            Batch batch = Columns.batch(scene.produced, 4);
            for (int i = 0; i < RECORDS; i++) {
                byte[] record = scene.next();
                List<List<@Nullable Object>> expected = scene.expected(record);
                batch.reset();
                int start = scene.random.nextInt(100);
                byte[] data = new byte[start + record.length + scene.random.nextInt(200)];
                System.arraycopy(record, 0, data, start, record.length);
                String where = scene.where(new String(record, StandardCharsets.UTF_8));
                String failure = "";
                try {
                    scene.decoder.decodeRecord(data, start, start + record.length, batch);
                } catch (RecordException e) {
                    assertThat(e.offset()).as(where).isEqualTo(start);
                    assertThat(e.getMessage()).as(where).isNotBlank();
                    failure = e.getMessage();
                }
                assertThat(failure.isEmpty() ? "" : "fails")
                        .as(where + ": " + failure)
                        .isEqualTo(expected == null ? "fails" : "");
                if (expected != null) {
                    assertThat(Values.changesOf(batch, scene.produced))
                            .as(where)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"debezium-json", "canal-json", "maxwell-json", "ogg-json"})
    void decodesLinesAsFlinkDoes(String format) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            Scene scene = Scene.of(format, seed);
            Batch batch = Columns.batch(scene.produced, 4);
            for (int chunk = 0; chunk < RECORDS / 20; chunk++) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                List<List<@Nullable Object>> expected = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    byte[] record = scene.next();
                    for (int at = 0; at < record.length; at++) {
                        boolean isLineEnd = record[at] == '\n' || record[at] == '\r';
                        record[at] = isLineEnd ? (byte) ' ' : record[at];
                    }
                    text.writeBytes(record);
                    text.writeBytes(i % 7 == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
                    List<List<@Nullable Object>> changes = scene.expected(record);
                    if (changes != null) {
                        expected.addAll(changes);
                    }
                }
                byte[] data = Arrays.copyOf(text.toByteArray(), text.size() + scene.random.nextInt(2) * 100);
                byte[] original = data.clone();
                batch.reset();
                int at = 0;
                while (at < text.size()) {
                    try {
                        scene.decoder.decodeLines(data, at, text.size(), batch);
                        at = text.size();
                    } catch (RecordException e) {
                        at = Lines.indexOf(original, e.offset(), original.length) + 1;
                    }
                }
                String where = scene.where(text.toString(StandardCharsets.UTF_8));
                assertThat(Values.changesOf(batch, scene.produced)).as(where).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"debezium-json", "canal-json", "maxwell-json", "ogg-json"})
    void encodesAsFlinkDoes(String format) throws Exception {
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            RandomJson random = new RandomJson(seed);
            RowType type = random.rowType(2);
            Map<String, String> options = new HashMap<>();
            options.put("timestamp-format.standard", random.nextInt(2) == 0 ? "SQL" : "ISO-8601");
            options.put("encode.decimal-as-plain-number", String.valueOf(random.nextInt(2) == 0));
            options.put("encode.ignore-null-fields", String.valueOf(random.nextInt(2) == 0));
            options.put("map-null-key.mode", "DROP");
            SerializationSchema<RowData> flink = FlinkChangelog.writer(format, type, options);
            Encoder encoder = encoder(format, new EncoderRequest(type, options, ZoneOffset.UTC));
            Decoder decoder =
                    decoder("json", new DecoderRequest(type, Map.of("ignore-parse-errors", "true"), ZoneOffset.UTC));
            Batch batch = Columns.batch(type, 4);
            for (int i = 0; i < RECORDS; i++) {
                byte[] record = random.record(type, random.nextInt(2) == 0);
                batch.reset();
                decoder.decodeRecord(record, 0, record.length, batch);
                for (int row = 0; row < batch.rowCount(); row++) {
                    batch.setRowKind(row, (byte) random.nextInt(4));
                    ByteSink out = new ByteSink();
                    encoder.encode(batch, row, out);
                    assertThat(out.toString())
                            .as("seed " + seed + ", options " + options + ", type " + type.asSummaryString())
                            .isEqualTo(new String(
                                    flink.serialize(FlinkRows.of(batch, row, type)), StandardCharsets.UTF_8));
                }
            }
        }
    }
}
