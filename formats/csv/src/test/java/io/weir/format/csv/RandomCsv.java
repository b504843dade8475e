package io.weir.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Random row types and options, and random records that fit them more or less. */
final class RandomCsv {
    private static final String[] TEXTS = {
        "",
        "a",
        "page 17",
        "/product/17",
        "exactly8",
        "a text of more than twenty-four characters",
        "true",
        "FALSE",
        " x ",
        "12",
        "-7",
        "007",
        "+5",
        "1.5",
        "-0.0",
        "1e3",
        "n/a",
        "NULL",
        "2026-01-31",
        "2026-2-3",
        "2026-02-30",
        "12:30:00",
        "12:30",
        "12:30:00.1234",
        "2026-01-31 12:30:00",
        "2026-01-31 12:30:00.123",
        "2026-01-31 12:30:00.123456Z",
        "2024-02-30 24:00:00",
        " 2026-01-31 12:30:00 ",
        "grün",
        "日本語",
        "😀",
        "#hash",
        "back\\slash",
        "tab\there",
        "AQID",
        "AQI",
        "1;2;3",
        "a;;c",
        ";",
        "127",
        "128",
        "32768",
        "2147483648",
        "9223372036854775808",
        "123456789012345678901",
        "99999.995",
        "0.1",
        "1d",
        "NaN",
        "0x10",
        "\u0001",
        "-",
        "."
    };

    private final Random random;

    RandomCsv(long seed) {
        random = new Random(seed);
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    RowType recordType() {
        List<RowType.RowField> fields = new ArrayList<>();
        boolean isSimple = random.nextInt(3) > 0;
        for (int i = random.nextInt(6); i >= 0; i--) {
            fields.add(new RowType.RowField("f" + i, isSimple ? simpleType() : type()));
        }
        return new RowType(fields);
    }

    /** Some of the fields, in any order. */
    RowType projection(RowType type) {
        List<RowType.RowField> fields = new ArrayList<>(type.getFields());
        if (random.nextBoolean()) {
            Collections.shuffle(fields, random);
            fields = fields.subList(0, 1 + random.nextInt(fields.size()));
        }
        return new RowType(fields);
    }

    private LogicalType type() {
        return switch (random.nextInt(8)) {
            case 0 -> new ArrayType(simpleType());
            case 1 -> RowType.of(simpleType(), simpleType());
            case 2 -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case 3 -> new TimeType(random.nextInt(4));
            default -> simpleType();
        };
    }

    private LogicalType simpleType() {
        return switch (random.nextInt(14)) {
            case 0 -> new BooleanType();
            case 1 -> new TinyIntType();
            case 2 -> new SmallIntType();
            case 3, 4 -> new IntType();
            case 5 -> new BigIntType();
            case 6 -> new FloatType();
            case 7 -> new DoubleType();
            case 8 -> new DateType();
            case 9 -> new TimestampType(random.nextInt(10));
            case 10 -> new LocalZonedTimestampType(random.nextInt(10));
            case 11 -> {
                int precision = 1 + random.nextInt(38);
                yield new DecimalType(precision, random.nextInt(precision + 1));
            }
            default -> new VarCharType(VarCharType.MAX_LENGTH);
        };
    }

    Map<String, String> options(boolean forDecoding) {
        Map<String, String> options = new HashMap<>();
        maybe(options, "field-delimiter", "\\t", ";", "|", "\\u0001", ",");
        maybe(options, "null-literal", "n/a", "NULL", "");
        maybe(options, "escape-character", "\\", "^");
        maybe(options, "array-element-delimiter", ":", "|");
        if (random.nextInt(5) == 0) {
            options.put("disable-quote-character", "true");
        } else {
            maybe(options, "quote-character", "'", "\"");
        }
        if (forDecoding) {
            for (String name : List.of(
                    "allow-comments",
                    "trim-spaces",
                    "ignore-trailing-unmappable",
                    "allow-trailing-comma",
                    "fail-on-missing-columns",
                    "empty-string-as-null")) {
                maybe(options, name, "true", "false");
            }
            options.put("ignore-parse-errors", String.valueOf(random.nextBoolean()));
        } else {
            maybe(options, "write-bigdecimal-in-scientific-notation", "true", "false");
        }
        return options;
    }

    private void maybe(Map<String, String> options, String name, String... values) {
        if (random.nextInt(4) == 0) {
            options.put(name, values[random.nextInt(values.length)]);
        }
    }

    byte[] record(RowType type, CsvOptions options, boolean isTidy) {
        StringBuilder text = new StringBuilder();
        int count = type.getFieldCount();
        if (!isTidy && random.nextInt(6) == 0) {
            count = Math.max(1, count + random.nextInt(3) - 1);
        }
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? String.valueOf(options.delimiter()) : "");
            String value = value(i < type.getFieldCount() ? type.getTypeAt(i) : new VarCharType(), options, isTidy);
            boolean isQuoted = random.nextInt(isTidy ? 10 : 4) == 0 && options.quote() >= 0;
            text.append(isQuoted ? quoted(value, options) : value);
        }
        if (!isTidy && random.nextInt(20) == 0) {
            text.insert(0, "#");
        }
        byte[] record = text.toString().replace("\n", "").getBytes(StandardCharsets.UTF_8);
        return random.nextInt(isTidy ? 40 : 6) == 0 ? damage(record) : record;
    }

    private String quoted(String value, CsvOptions options) {
        String quote = String.valueOf((char) options.quote());
        return quote
                + value.replace(quote, quote + quote)
                + (random.nextInt(20) == 0 ? "" : quote)
                + (random.nextInt(20) == 0 ? " " : "");
    }

    private String value(LogicalType type, CsvOptions options, boolean isTidy) {
        if (!isTidy && random.nextInt(5) == 0) {
            return TEXTS[random.nextInt(TEXTS.length)];
        }
        if (random.nextInt(15) == 0 && options.nullLiteral() != null) {
            return options.nullLiteral();
        }
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> String.valueOf(random.nextBoolean());
            case DATE -> "2026-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case TIME_WITHOUT_TIME_ZONE -> "1" + random.nextInt(10) + ":30:00." + random.nextInt(1000);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp();
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp() + "Z";
            case FLOAT, DOUBLE, DECIMAL ->
                random.nextBoolean()
                        ? random.nextInt(1000) + "." + random.nextInt(1000)
                        : String.valueOf(random.nextGaussian() * 1000);
            case TINYINT, SMALLINT, INTEGER -> String.valueOf(random.nextInt(256) - 128);
            case BIGINT -> String.valueOf(random.nextLong());
            case ARRAY, ROW -> random.nextInt(10) + options.arrayDelimiter() + random.nextInt(10);
            default -> TEXTS[random.nextInt(TEXTS.length)];
        };
    }

    private String timestamp() {
        return "2026-01-31 12:0" + random.nextInt(10) + ":59"
                + (random.nextBoolean() ? "." + random.nextInt(1000000) : "");
    }

    private byte[] damage(byte[] record) {
        if (record.length == 0) {
            return record;
        }
        byte[] damaged = record.clone();
        int at = random.nextInt(damaged.length);
        switch (random.nextInt(4)) {
            case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> damaged[at] = (byte) ",;\"'\\ \t#0-.".charAt(random.nextInt(11));
            case 2 -> damaged = Arrays.copyOf(damaged, at);
            default -> damaged[at] = (byte) random.nextInt(256);
        }
        for (int i = 0; i < damaged.length; i++) {
            damaged[i] = damaged[i] == '\n' || damaged[i] == '\r' ? (byte) '_' : damaged[i];
        }
        return damaged;
    }
}
