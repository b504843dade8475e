package io.weir.server.collect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The keys of records in Kafka: the values of the key columns, as they stand in the record. */
final class RecordKeys {
    private final List<String> fields;
    private final boolean isRaw;

    RecordKeys(CollectTable table) {
        fields = table.connector().equals(CollectTable.KAFKA) ? table.keyFields() : List.of();
        isRaw = table.option("key.format", "").toLowerCase(Locale.ROOT).equals("raw");
    }

    boolean areThere() {
        return !fields.isEmpty();
    }

    byte[] of(byte[] body, ScannedRecord record) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        int[] spans = record.keySpans();
        if (isRaw) {
            boolean isText = spans[0] >= 0 && body[spans[0]] == '"';
            int quote = isText ? 1 : 0;
            if (spans[0] >= 0) {
                key.write(body, spans[0] + quote, spans[1] - spans[0] - 2 * quote);
            }
            return key.toByteArray();
        }
        for (int i = 0; i < fields.size(); i++) {
            String name = (i == 0 ? "{\"" : ",\"") + fields.get(i) + "\":";
            key.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            if (spans[2 * i] < 0) {
                key.writeBytes("null".getBytes(StandardCharsets.UTF_8));
            } else {
                key.write(body, spans[2 * i], spans[2 * i + 1] - spans[2 * i]);
            }
        }
        key.write('}');
        return key.toByteArray();
    }
}
