package io.weir.format.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Random row types, and random records that fit them more or less. */
final class RandomJson {
    private static final String[] NAMES = {
        "id",
        "page",
        "event_timestamp",
        "load_time_ms",
        "a",
        "b",
        "grüße",
        "a_key_that_is_longer_than_sixteen_bytes",
        "a_key_that_is_so_long_that_no_step_of_a_row_reader_is_made_for_it",
        "x\"y",
        "タイム",
        "\u00df"
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "/product/17",
        "exactly8",
        "exactly_sixteen!",
        "a text of more than twenty-four bytes",
        "true",
        "TRUE",
        " 12 ",
        "12",
        "-7",
        "1.5",
        "null",
        "2026-01-01",
        "12:30:00",
        "2026-01-01 12:30:00",
        "2026-01-01T12:30:00Z",
        "grün",
        "日本語",
        "😀 face",
        "tab\tnew\nline",
        "quote\"back\\slash",
        "\u0001\u001f",
        "NaN",
        "-Infinity",
        "AQID",
        "AQI=",
        "A",
        "{\"a\":1}"
    };
    private static final String[] TIMES = {
        "2026-01-31 23:59:59.123",
        "2026-01-31 23:59:59",
        "2026-02-30 10:00:00",
        "2026-02-29 10:00:00",
        "2024-02-29 00:00:00.000001",
        "1969-12-31 23:59:59.999",
        "0000-01-01 00:00:00",
        "9999-12-31 23:59:59.999999999",
        "2026-01-31 24:00:00",
        "2026-01-31 10:60:00",
        "2026-01-31 10:00",
        "2026-01-31 10:00:00.",
        "2026-13-01 10:00:00",
        "+12026-01-31 10:00:00",
        "-0001-01-31 10:00:00",
        "2026-1-31 10:00:00",
        "2026-04-31 10:00:00.1234567891",
        "2026-01-31 10:00:61.5",
        "2026-01-31  10:00:00"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "7",
        "42",
        "127",
        "128",
        "-128",
        "-129",
        "32767",
        "32768",
        "2147483647",
        "2147483648",
        "-2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "12345678",
        "123456789",
        "1234567890123456789",
        "12345678901234567890123",
        "0.5",
        "-0.0",
        "1.25",
        "123.456",
        "3.14159265358979",
        "1e3",
        "1E-3",
        "1e400",
        "1e-400",
        "123456789012345678.125",
        "0.1",
        "0.30000000000000004",
        "99999.995",
        "1.0e+2",
        "16777217",
        "9007199254740993",
        "00",
        "01",
        "+1",
        "1.",
        ".5",
        "1e",
        "-",
        "1e99999",
        "NaN"
    };

    private final Random random;

    RandomJson(long seed) {
        random = new Random(seed);
    }

    // ---- types -----------------------------------------------------------------------------------------------------

    RowType rowType(int depth) {
        List<String> names = new ArrayList<>(Arrays.asList(NAMES));
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            fields.add(new RowType.RowField(names.remove(random.nextInt(names.size())), type(depth)));
        }
        return new RowType(random.nextInt(50) == 0 ? List.of() : fields);
    }

    private LogicalType type(int depth) {
        return switch (random.nextInt(depth > 0 ? 25 : 19)) {
            case 0 -> new BooleanType();
            case 1 -> new TinyIntType();
            case 2 -> new SmallIntType();
            case 3, 4 -> new IntType();
            case 5 -> new BigIntType();
            case 6 -> new FloatType();
            case 7 -> new DoubleType();
            case 8, 9, 10 -> new VarCharType(VarCharType.MAX_LENGTH);
            case 11 -> new CharType(3);
            case 12 -> new VarBinaryType(VarBinaryType.MAX_LENGTH);
            case 13 -> new DateType();
            case 14 -> new TimeType(random.nextInt(4));
            case 15, 16 -> new TimestampType(random.nextInt(10));
            case 17 -> new LocalZonedTimestampType(random.nextInt(10));
            case 18 -> {
                int precision = 1 + random.nextInt(38);
                yield new DecimalType(precision, random.nextInt(precision + 1));
            }
            case 19, 20 -> new ArrayType(type(depth - 1));
            case 21 -> new MapType(new VarCharType(VarCharType.MAX_LENGTH), type(depth - 1));
            case 22 -> new MultisetType(new VarCharType(VarCharType.MAX_LENGTH));
            default -> rowType(depth - 1);
        };
    }

    // ---- records ---------------------------------------------------------------------------------------------------

    /** A record that mostly fits the type; tidy ones all look alike. */
    byte[] record(RowType type, boolean isTidy) {
        StringBuilder text = new StringBuilder();
        if (!isTidy && random.nextInt(40) == 0) {
            text.append('[');
            for (int i = random.nextInt(3); i >= 0; i--) {
                object(type, isTidy, text);
                text.append(i > 0 ? space(isTidy) + "," : "");
            }
            text.append(']');
        } else {
            text.append(space(isTidy));
            object(type, isTidy, text);
        }
        text.append(space(isTidy));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void object(RowType type, boolean isTidy, StringBuilder text) {
        List<RowType.RowField> members = new ArrayList<>(type.getFields());
        if (isTidy) {
            members.add(1 % (members.size() + 1), new RowType.RowField("unwanted_text", new VarCharType()));
            members.add(0, new RowType.RowField("unwanted_number", new IntType()));
        } else {
            disturb(members);
        }
        text.append('{').append(space(isTidy));
        String separator = "";
        for (RowType.RowField member : members) {
            text.append(separator).append(space(isTidy));
            string(member.getName(), isTidy, text);
            text.append(space(isTidy)).append(':').append(space(isTidy));
            value(member.getType(), isTidy, text);
            text.append(space(isTidy));
            separator = ",";
        }
        text.append('}');
    }

    /** Leaves members out, repeats them, adds unknown ones, changes the order. */
    private void disturb(List<RowType.RowField> members) {
        while (!members.isEmpty() && random.nextInt(4) == 0) {
            members.remove(random.nextInt(members.size()));
        }
        while (!members.isEmpty() && random.nextInt(8) == 0) {
            members.add(random.nextInt(members.size()), members.get(random.nextInt(members.size())));
        }
        while (random.nextInt(3) == 0) {
            RowType.RowField unknown = new RowType.RowField("unknown" + random.nextInt(3), type(2));
            members.add(random.nextInt(members.size() + 1), unknown);
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
    }

    private void value(LogicalType type, boolean isTidy, StringBuilder text) {
        int choice = isTidy ? 10 : random.nextInt(40);
        if (choice == 0) {
            text.append("null");
            return;
        } else if (choice == 1) {
            value(type(1), false, text);
            return;
        }
        switch (type.getTypeRoot()) {
            case BOOLEAN -> text.append(random.nextBoolean());
            case CHAR, VARCHAR, VARBINARY -> {
                if (choice < 3) {
                    number(text);
                } else {
                    string(TEXTS[random.nextInt(TEXTS.length)], isTidy, text);
                }
            }
            case DATE -> string(TIMES[random.nextInt(TIMES.length)].substring(0, 10), isTidy, text);
            case TIME_WITHOUT_TIME_ZONE -> string(TIMES[random.nextInt(6)].substring(11), isTidy, text);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(type, isTidy, text);
            case ARRAY -> {
                text.append('[').append(space(isTidy));
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    text.append(i > 0 ? "," : "").append(space(isTidy));
                    value(((ArrayType) type).getElementType(), isTidy, text);
                    text.append(space(isTidy));
                }
                text.append(']');
            }
            case MAP -> map(((MapType) type).getValueType(), isTidy, text);
            case MULTISET -> map(new IntType(), isTidy, text);
            case ROW -> object((RowType) type, isTidy, text);
            default -> {
                if (choice < 6) {
                    string(TEXTS[random.nextInt(TEXTS.length)], isTidy, text);
                } else if (choice < 9) {
                    text.append('"');
                    number(text);
                    text.append('"');
                } else if (isTidy) {
                    text.append(random.nextInt(100));
                } else {
                    number(text);
                }
            }
        }
    }

    private void timestamp(LogicalType type, boolean isTidy, StringBuilder text) {
        String time = random.nextInt(3) == 0
                ? TIMES[random.nextInt(TIMES.length)]
                : "2026-01-01 00:0" + random.nextInt(10) + ":4" + random.nextInt(10) + "."
                        + (100 + random.nextInt(900));
        time = random.nextBoolean() ? time : time.replace(' ', 'T');
        boolean hasZone = type instanceof LocalZonedTimestampType != (random.nextInt(20) == 0);
        string(hasZone ? time + "Z" : time, isTidy, text);
    }

    private void map(LogicalType valueType, boolean isTidy, StringBuilder text) {
        text.append('{');
        int count = random.nextInt(random.nextInt(5) == 0 ? 40 : 4);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "").append(space(isTidy));
            string(random.nextBoolean() ? TEXTS[random.nextInt(TEXTS.length)] : "key" + i, isTidy, text);
            text.append(space(isTidy)).append(':');
            value(valueType, isTidy, text);
        }
        text.append(space(isTidy)).append('}');
    }

    private void number(StringBuilder text) {
        switch (random.nextInt(4)) {
            case 0 -> text.append(random.nextInt(100_000));
            case 1 -> text.append(random.nextLong());
            case 2 -> text.append(random.nextGaussian() * Math.pow(10, random.nextInt(10)));
            default -> text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
    }

    private void string(String value, boolean isTidy, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                text.append(c == '\n' && random.nextBoolean() ? "\\n" : String.format("\\u%04X", (int) c));
            } else if (!isTidy && random.nextInt(30) == 0) {
                text.append(c == '/' ? "\\/" : String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append(!isTidy && random.nextInt(100) == 0 ? "\\ud800" : "").append('"');
    }

    private String space(boolean isTidy) {
        if (isTidy || random.nextInt(12) > 0) {
            return "";
        }
        return switch (random.nextInt(5)) {
            case 0 -> "\t";
            case 1 -> "\r";
            case 2 -> "\n";
            default -> "  ";
        };
    }

    // ---- damage ----------------------------------------------------------------------------------------------------

    /** Changes a few bytes. */
    byte[] damage(byte[] record) {
        byte[] damaged = record.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(7)) {
                case 0 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> damaged[at] = (byte) random.nextInt(256);
                case 2 -> damaged = Arrays.copyOf(damaged, at);
                case 3 -> damaged[at] = (byte) "{}[]\",:\\ 0-.e\n\rtnu".charAt(random.nextInt(18));
                case 4 -> damaged = join(damaged, at, new byte[] {damaged[at]}, at);
                case 5 -> damaged = join(damaged, at, new byte[0], at + 1);
                default -> {
                    int end = Math.min(damaged.length, at + random.nextInt(10));
                    damaged = join(damaged, at, Arrays.copyOfRange(damaged, at, end), at);
                }
            }
        }
        return damaged;
    }

    private static byte[] join(byte[] record, int headEnd, byte[] middle, int tailStart) {
        byte[] joined = new byte[headEnd + middle.length + record.length - tailStart];
        System.arraycopy(record, 0, joined, 0, headEnd);
        System.arraycopy(middle, 0, joined, headEnd, middle.length);
        System.arraycopy(record, tailStart, joined, headEnd + middle.length, record.length - tailStart);
        return joined;
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
