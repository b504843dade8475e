package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.MapColumn;
import io.weir.engine.spi.ByteSink;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes MAP and MULTISET as objects; a key that comes twice stands where it came first, with the value it had last.
 */
final class JsonMapWriter implements JsonValueWriter {
    private final JsonValueWriter values;
    private final JsonOptions options;

    JsonMapWriter(JsonValueWriter values, JsonOptions options) {
        this.values = values;
        this.options = options;
    }

    @Override
    public void writeValue(Column column, int position, ByteSink out) {
        MapColumn map = (MapColumn) column;
        int start = map.start(position);
        int length = map.length(position);
        out.append((byte) '{');
        if (length == 1 && !map.keys().isNull(start)) {
            writeEntry(map, start, out);
        } else if (length > 0) {
            writeEntries(map, start, length, out);
        }
        out.append((byte) '}');
    }

    private void writeEntry(MapColumn map, int entry, ByteSink out) {
        BytesColumn keys = (BytesColumn) map.keys();
        JsonTextWriter.writeText(keys.data(), keys.starts()[entry], keys.lengths()[entry], out);
        out.append((byte) ':');
        values.write(map.values(), entry, out);
    }

    private void writeEntries(MapColumn map, int start, int length, ByteSink out) {
        Map<String, Integer> entries = new LinkedHashMap<>();
        BytesColumn keys = (BytesColumn) map.keys();
        for (int entry = start; entry < start + length; entry++) {
            if (!keys.isNull(entry)) {
                entries.put(keys.getString(entry), entry);
            } else if (options.nullKeyMode() == JsonOptions.NullKeyMode.LITERAL) {
                entries.put(options.nullKeyLiteral(), entry);
            } else if (options.nullKeyMode() == JsonOptions.NullKeyMode.FAIL) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "The format json has no null as the key of a map",
                        "",
                        "Set json.map-null-key.mode to DROP or LITERAL",
                        null);
            }
        }
        boolean isFirst = true;
        for (Map.Entry<String, Integer> entry : entries.entrySet()) {
            if (!isFirst) {
                out.append((byte) ',');
            }
            isFirst = false;
            byte[] key = entry.getKey().getBytes(StandardCharsets.UTF_8);
            JsonTextWriter.writeText(key, 0, key.length, out);
            out.append((byte) ':');
            values.write(map.values(), entry.getValue(), out);
        }
    }
}
