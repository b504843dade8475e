package io.weir.engine.expression;

import com.jayway.jsonpath.JsonPathException;
import io.weir.columnar.BytesColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value at a path in JSON texts. Where the path leads to one value, the text is scanned and nothing is built;
 * any other path works on the objects of the whole text.
 */
final class JsonReader {
    /** What there is at a path. */
    enum Found {
        /** The text is no JSON, the path is none, or, in the mode strict, there is nothing at it. */
        ERROR,
        /** In the mode lax there is nothing at the path, or null. */
        EMPTY,
        TEXT,
        NUMBER,
        BOOLEAN,
        CONTAINER
    }

    private static final JsonSimplePath ROOT = new JsonSimplePath(false, new byte[0][], new int[0]);

    private final JsonFinder finder = new JsonFinder();
    private byte[] pathBytes = new byte[0];
    private boolean hasPath;
    private @Nullable JsonSimplePath simple;
    private @Nullable JsonGeneralPath general;
    private byte[] data = new byte[0];
    private @Nullable Object value;

    /** Looks for the value at the path of this row. */
    Found read(BytesColumn texts, BytesColumn paths, int position) {
        usePath(paths, position);
        data = texts.data();
        int start = texts.starts()[position];
        int length = texts.lengths()[position];
        JsonSimplePath path = simple;
        if (path != null) {
            return switch (finder.find(data, start, length, path)) {
                case TEXT -> Found.TEXT;
                case NUMBER -> Found.NUMBER;
                case BOOLEAN -> Found.BOOLEAN;
                case CONTAINER -> Found.CONTAINER;
                default -> path.isLax() ? Found.EMPTY : Found.ERROR;
            };
        }
        return readGeneral(start, length);
    }

    private Found readGeneral(int start, int length) {
        JsonGeneralPath path = general;
        if (path == null || !path.isValid()) {
            // In the mode lax, a text that is no JSON is looked at before the path is.
            boolean isEmpty = path != null && path.isLax() && !isJson(data, start, length);
            return isEmpty ? Found.EMPTY : Found.ERROR;
        }
        if (!isJson(data, start, length)) {
            return path.isLax() ? Found.EMPTY : Found.ERROR;
        }
        try {
            value = path.read(JsonTree.parse(data, start));
        } catch (JsonPathException | IllegalArgumentException | ClassCastException | NullPointerException e) {
            // What the library throws for a text of another shape than the path expects.
            return Found.ERROR;
        }
        if (value == null) {
            return path.isLax() ? Found.EMPTY : Found.ERROR;
        }
        return value instanceof String
                ? Found.TEXT
                : value instanceof Number ? Found.NUMBER : value instanceof Boolean ? Found.BOOLEAN : Found.CONTAINER;
    }

    private void usePath(BytesColumn paths, int position) {
        int start = paths.starts()[position];
        int length = paths.lengths()[position];
        boolean isSame = hasPath
                && length == pathBytes.length
                && Arrays.equals(paths.data(), start, start + length, pathBytes, 0, length);
        if (!isSame) {
            hasPath = true;
            pathBytes = paths.getBytes(position);
            String path = paths.getString(position);
            simple = JsonSimplePath.compile(path);
            general = simple == null ? JsonGeneralPath.compile(path) : null;
        }
    }

    /** Whether the text is JSON; what stands behind the first value does not count. */
    boolean isJson(byte[] bytes, int start, int length) {
        return finder.find(bytes, start, length, ROOT) != JsonFinder.Kind.INVALID;
    }

    /** The kind of the whole text. */
    JsonFinder.Kind kind(BytesColumn texts, int position) {
        data = texts.data();
        return finder.find(data, texts.starts()[position], texts.lengths()[position], ROOT);
    }

    /** Where the value that {@link #kind} has found begins. */
    int start() {
        return finder.start();
    }

    /** Where the value that {@link #kind} has found ends, a text without its quote. */
    int end() {
        return finder.end();
    }

    boolean isLax() {
        return simple != null ? simple.isLax() : general != null && general.isLax();
    }

    /** The value that was found, as an object. */
    @Nullable
    Object value() {
        if (simple == null) {
            return value;
        }
        int quote = finder.kind() == JsonFinder.Kind.TEXT ? 1 : 0;
        return JsonTree.parse(data, finder.start() - quote);
    }

    /** Writes a text, number or boolean that was found as a text. */
    void writeScalar(BytesColumn result, int position) {
        if (simple == null) {
            Utf8.set(result, position, String.valueOf(value));
            return;
        }
        int start = finder.start();
        int end = finder.end();
        switch (finder.kind()) {
            case TEXT -> setText(result, position, data, start, end);
            case NUMBER -> Utf8.set(result, position, number(data, start, end));
            default -> result.set(position, data, start, end - start);
        }
    }

    private static void setText(BytesColumn result, int position, byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == '\\') {
                Utf8.set(result, position, JsonFinder.unescape(data, start, end));
                return;
            }
        }
        result.set(position, data, start, end - start);
    }

    /** Whole numbers stay as they are; others are written as Java writes decimals. */
    private static String number(byte[] data, int start, int end) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        boolean isWhole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        if (isWhole) {
            return text.equals("-0") ? "0" : text;
        }
        return new BigDecimal(text).toString();
    }
}
