package io.weir.format.parquet;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.types.Row;

/** Values of several libraries as the same texts. */
final class Texts {
    private Texts() {}

    static String of(Object value) {
        try {
            return text(value);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof Row row) {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                fields.add(row.getField(i));
            }
            return list(fields, "(", ")");
        } else if (value instanceof Struct struct) {
            return list(Arrays.asList(struct.getAttributes()), "(", ")");
        } else if (value instanceof Object[] array) {
            return list(Arrays.asList(array), "[", "]");
        } else if (value instanceof Array array) {
            return text(array.getArray());
        } else if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.add(text(entry.getKey()) + "=" + text(entry.getValue()));
            }
            entries.sort(null);
            return "{" + String.join(", ", entries) + "}";
        } else if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        } else if (value instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        } else if (value instanceof Timestamp timestamp) {
            return timestamp.toLocalDateTime().toString();
        } else if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
        } else if (value instanceof OffsetDateTime time) {
            return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime().toString();
        } else if (value instanceof OffsetTime time) {
            return time.toLocalTime().toString();
        } else if (value instanceof LocalTime time) {
            return time.toString();
        } else if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return String.valueOf(value);
    }

    private static String list(List<?> values, String open, String close) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(text(value));
        }
        return open + String.join(", ", texts) + close;
    }
}
