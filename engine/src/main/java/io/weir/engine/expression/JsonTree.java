package io.weir.engine.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as Java's objects: maps, lists, texts, booleans, null, whole numbers of the least class that holds them,
 * and other numbers as decimals. Members of a map are written in the order of their names, as Flink does.
 */
final class JsonTree {
    private static final int INT_DIGITS_MAX = 9;
    private static final String HEX_DIGITS = "0123456789ABCDEF";

    private final byte[] data;
    private int at;

    private JsonTree(byte[] data, int start) {
        this.data = data;
        at = start;
    }

    /** The value that begins here; {@link JsonFinder} has found it to be one. */
    static @Nullable Object parse(byte[] data, int start) {
        return new JsonTree(data, start).value();
    }

    private byte next() {
        byte b = data[at];
        while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
            at++;
            b = data[at];
        }
        return b;
    }

    private @Nullable Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> text();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Boolean meaning) {
        at += word.length();
        return meaning;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            if (data[at] == ',') {
                at++;
                next();
            }
            String name = text();
            next();
            at++;
            members.put(name, value());
        }
        at++;
        return members;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        while (next() != ']') {
            if (data[at] == ',') {
                at++;
            }
            elements.add(value());
        }
        at++;
        return elements;
    }

    private String text() {
        int start = at + 1;
        boolean isEscaped = false;
        int i = start;
        while (data[i] != '"') {
            if (data[i] == '\\') {
                isEscaped = true;
                i++;
            }
            i++;
        }
        at = i + 1;
        return isEscaped
                ? JsonFinder.unescape(data, start, i)
                : new String(data, start, i - start, StandardCharsets.UTF_8);
    }

    private Number number() {
        int start = at;
        boolean isWhole = true;
        while (at < data.length && isNumberByte(data[at])) {
            isWhole &= data[at] == '-' || data[at] >= '0';
            isWhole &= data[at] <= '9';
            at++;
        }
        String text = new String(data, start, at - start, StandardCharsets.ISO_8859_1);
        if (!isWhole) {
            return new BigDecimal(text);
        }
        if (text.length() <= INT_DIGITS_MAX) {
            return Integer.valueOf(text);
        }
        BigInteger whole = new BigInteger(text);
        if (whole.bitLength() < Integer.SIZE) {
            return whole.intValue();
        }
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole;
    }

    private static boolean isNumberByte(byte b) {
        return b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    static boolean isScalar(@Nullable Object value) {
        return !(value instanceof Map) && !(value instanceof List);
    }

    /** Appends the value as JSON without blanks. */
    static void write(@Nullable Object value, StringBuilder to) {
        if (value instanceof String text) {
            writeText(text, to);
        } else if (value instanceof Map<?, ?> map) {
            to.append('{');
            String separator = "";
            for (Map.Entry<?, ?> member : new TreeMap<>(map).entrySet()) {
                to.append(separator);
                writeText((String) member.getKey(), to);
                to.append(':');
                write(member.getValue(), to);
                separator = ",";
            }
            to.append('}');
        } else if (value instanceof List<?> list) {
            to.append('[');
            for (int i = 0; i < list.size(); i++) {
                to.append(i == 0 ? "" : ",");
                write(list.get(i), to);
            }
            to.append(']');
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            writeText(value.toString(), to);
        } else {
            to.append(value);
        }
    }

    private static void writeText(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\') {
                to.append(c);
            } else {
                writeEscaped(c, to);
            }
        }
        to.append('"');
    }

    private static void writeEscaped(char c, StringBuilder to) {
        to.append('\\');
        switch (c) {
            case '\b' -> to.append('b');
            case '\t' -> to.append('t');
            case '\n' -> to.append('n');
            case '\f' -> to.append('f');
            case '\r' -> to.append('r');
            case '"', '\\' -> to.append(c);
            default -> to.append("u00").append(HEX_DIGITS.charAt(c >> 4)).append(HEX_DIGITS.charAt(c & 0xF));
        }
    }
}
