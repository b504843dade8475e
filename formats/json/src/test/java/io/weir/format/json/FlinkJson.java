package io.weir.format.json;

import io.weir.columnar.Batch;
import io.weir.engine.type.Columns;
import io.weir.testing.kit.Values;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonParserRowDataDeserializationSchema;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Flink's own format, as the oracle. */
final class FlinkJson {
    private final DeserializationSchema<RowData> schema;
    private final JsonReference reference;
    private final RowType type;
    private final boolean ignoresErrors;

    FlinkJson(RowType type, Map<String, String> options) {
        this.type = type;
        ignoresErrors = Boolean.parseBoolean(options.get("ignore-parse-errors"));
        JsonOptions parsed = JsonOptions.of(options);
        reference = new JsonReference(type, parsed);
        GenericTypeInfo<RowData> info = new GenericTypeInfo<>(RowData.class);
        TimestampFormat format = parsed.isIso() ? TimestampFormat.ISO_8601 : TimestampFormat.SQL;
        schema = parsed.parserEnabled()
                ? new JsonParserRowDataDeserializationSchema(
                        type, info, parsed.failOnMissingField(), parsed.ignoreParseErrors(), format)
                : new JsonRowDataDeserializationSchema(
                        type, info, parsed.failOnMissingField(), parsed.ignoreParseErrors(), format);
        try {
            schema.open(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** True for the damaged records on which Flink's format never returns. */
    private boolean isEndless(byte[] record, Batch batch) {
        return !reference.decode(record, 0, record.length, batch)
                && reference.reason().equals(JsonFailure.endless().getMessage());
    }

    /** The rows of a record, or null if it fails. */
    @Nullable
    List<List<@Nullable Object>> rows(byte[] record) {
        Batch batch = Columns.batch(type, 1);
        if (isEndless(record, batch)) {
            // What came before is all that there can be.
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (int row = 0; row < batch.rowCount(); row++) {
                rows.add(Values.ofBatch(batch, row, type));
            }
            return ignoresErrors ? rows : null;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try {
            schema.deserialize(record, new Collector<RowData>() {
                @Override
                public void collect(RowData row) {
                    // The collectors of Flink's file and Kafka sources refuse null as well.
                    rows.add(Values.ofRow(Objects.requireNonNull(row), type));
                }

                @Override
                public void close() {}
            });
        } catch (IOException e) {
            return null;
        }
        return rows;
    }
}
