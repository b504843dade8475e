package io.weir.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import io.weir.testing.kit.FlinkRows;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Holds the encoder to Flink's own format, byte for byte. */
class JsonEncoderDifferentialTest {
    private static final int RECORDS = 200;

    @Test
    void encodesAsFlinkDoes() throws Exception {
        long firstSeed = Long.getLong("weir.json.seed", 1);
        int schemas = Integer.getInteger("weir.json.schemas", 60);
        for (long seed = firstSeed; seed < firstSeed + schemas; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) throws Exception {
        RandomJson random = new RandomJson(seed);
        RowType type = random.rowType(3);
        Map<String, String> options = new HashMap<>();
        options.put("timestamp-format.standard", random.nextInt(2) == 0 ? "SQL" : "ISO-8601");
        options.put("encode.decimal-as-plain-number", String.valueOf(random.nextInt(2) == 0));
        options.put("encode.ignore-null-fields", String.valueOf(random.nextInt(2) == 0));
        options.put("map-null-key.mode", random.nextInt(2) == 0 ? "DROP" : "LITERAL");
        Encoder encoder = encoder(type, options);
        JsonRowDataSerializationSchema flink = flink(type, options);
        Decoder decoder = new JsonDecoderFactory()
                .create(new DecoderRequest(
                        type,
                        Map.of(
                                "ignore-parse-errors",
                                "true",
                                "timestamp-format.standard",
                                options.get("timestamp-format.standard")),
                        ZoneOffset.UTC));
        Batch batch = Columns.batch(type, 4);
        ByteSink out = new ByteSink();
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = random.record(type, random.nextInt(2) == 0);
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

    private static Encoder encoder(RowType type, Map<String, String> options) {
        return new JsonEncoderFactory().create(new EncoderRequest(type, options, ZoneOffset.UTC));
    }

    private static JsonRowDataSerializationSchema flink(RowType type, Map<String, String> options) throws Exception {
        JsonOptions parsed = JsonOptions.of(options);
        JsonRowDataSerializationSchema schema = new JsonRowDataSerializationSchema(
                type,
                parsed.isIso() ? TimestampFormat.ISO_8601 : TimestampFormat.SQL,
                JsonFormatOptions.MapNullKeyMode.valueOf(parsed.nullKeyMode().name()),
                parsed.nullKeyLiteral(),
                parsed.plainDecimals(),
                parsed.ignoreNullFields());
        schema.open(null);
        return schema;
    }

    @Test
    void writesNullKeysAsTheOptionSays() throws Exception {
        RowType type = RowType.of(new MapType(new VarCharType(VarCharType.MAX_LENGTH), new IntType()));
        Batch batch = Columns.batch(type, 1);
        MapColumn map = (MapColumn) batch.column(0);
        map.begin(0);
        for (int i = 0; i < 4; i++) {
            int entry = map.addEntry();
            ((IntColumn) map.values()).set(entry, i);
            if (i == 1) {
                map.keys().setNull(entry);
            } else {
                ((BytesColumn) map.keys())
                        .set(entry, List.of("a", "", "none", "b").get(i));
            }
        }
        batch.setRowCount(1);
        Map<String, String> literal = Map.of("map-null-key.mode", "literal", "map-null-key.literal", "none");
        for (Map<String, String> options : List.of(Map.of("map-null-key.mode", "DROP"), literal)) {
            ByteSink out = new ByteSink();
            encoder(type, options).encode(batch, 0, out);
            byte[] expected = flink(type, options).serialize(FlinkRows.of(batch, 0, type));
            assertThat(out.toString()).isEqualTo(new String(expected, StandardCharsets.UTF_8));
        }
        ByteSink out = new ByteSink();
        out.append("before");
        assertThatThrownBy(() -> encoder(type, Map.of()).encode(batch, 0, out))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("map-null-key.mode");
        assertThat(out.toString()).isEqualTo("before");
    }
}
