package io.weir.engine.expression;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the value at a path in a JSON text, and checks the whole text while it goes: one that breaks off behind the
 * value is no JSON either. Of members of the same name the last counts.
 */
final class JsonFinder {
    /** What was found. */
    enum Kind {
        /** The text is no JSON. */
        INVALID,
        MISSING,
        NULL,
        TEXT,
        NUMBER,
        BOOLEAN,
        /** An object or an array. */
        CONTAINER
    }

    private static final int DEPTH_MAX = 1000;

    private byte[] data = new byte[0];
    private int at;
    private int end;
    private Kind found = Kind.MISSING;
    private int foundStart;
    private int foundEnd;

    /** Where the value begins, a text without its quote. */
    int start() {
        return foundStart;
    }

    /** Where the value ends, a text without its quote. */
    int end() {
        return foundEnd;
    }

    /** What was found last. */
    Kind kind() {
        return found;
    }

    Kind find(byte[] bytes, int start, int length, JsonSimplePath path) {
        data = bytes;
        at = start;
        end = start + length;
        found = Kind.MISSING;
        if (!value(path, 0, true, 0)) {
            return Kind.INVALID;
        }
        // A number or a word must not run into something else.
        boolean isSeparated = at >= end || isBlank(data[at]) || !isWordByte(data[at - 1]);
        return isSeparated ? found : Kind.INVALID;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isWordByte(byte b) {
        return b != '}' && b != ']' && b != '"';
    }

    private void skipBlanks() {
        while (at < end && isBlank(data[at])) {
            at++;
        }
    }

    private boolean next(char wanted) {
        skipBlanks();
        if (at < end && data[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /**
     * Reads a value.
     *
     * @param step the step of the path that this value must match next
     * @param onPath whether the path leads through this value
     */
    private boolean value(JsonSimplePath path, int step, boolean onPath, int depth) {
        skipBlanks();
        if (at >= end || depth > DEPTH_MAX) {
            return false;
        }
        boolean isTarget = onPath && step == path.steps().length;
        int start = at;
        byte first = data[at];
        Kind kind;
        boolean isValid;
        if (first == '{') {
            kind = Kind.CONTAINER;
            isValid = object(path, step, onPath && !isTarget, depth);
        } else if (first == '[') {
            kind = Kind.CONTAINER;
            isValid = array(path, step, onPath && !isTarget, depth);
        } else if (first == '"') {
            kind = Kind.TEXT;
            isValid = text();
        } else if (first == 't' || first == 'f' || first == 'n') {
            kind = first == 'n' ? Kind.NULL : Kind.BOOLEAN;
            isValid = word(first == 't' ? "true" : first == 'f' ? "false" : "null");
        } else {
            kind = Kind.NUMBER;
            isValid = number();
        }
        if (isTarget) {
            int quote = kind == Kind.TEXT ? 1 : 0;
            found = kind;
            foundStart = start + quote;
            foundEnd = at - quote;
        }
        return isValid;
    }

    private boolean object(JsonSimplePath path, int step, boolean onPath, int depth) {
        at++;
        if (next('}')) {
            return true;
        }
        do {
            skipBlanks();
            int nameStart = at + 1;
            if (at >= end || data[at] != '"' || !text()) {
                return false;
            }
            int nameEnd = at - 1;
            boolean matches = onPath && !path.isElement(step) && isName(nameStart, nameEnd, path.steps()[step]);
            if (matches) {
                found = Kind.MISSING;
            }
            if (!next(':') || !value(path, step + 1, matches, depth + 1)) {
                return false;
            }
        } while (next(','));
        return next('}');
    }

    private boolean isName(int start, int stop, byte[] name) {
        for (int i = start; i < stop; i++) {
            if (data[i] == '\\') {
                return unescape(data, start, stop).equals(new String(name, StandardCharsets.UTF_8));
            }
        }
        return Arrays.equals(data, start, stop, name, 0, name.length);
    }

    private boolean array(JsonSimplePath path, int step, boolean onPath, int depth) {
        at++;
        if (next(']')) {
            return true;
        }
        int index = 0;
        do {
            boolean matches = onPath && path.isElement(step) && path.indexes()[step] == index;
            if (!value(path, step + 1, matches, depth + 1)) {
                return false;
            }
            index++;
        } while (next(','));
        return next(']');
    }

    private boolean text() {
        for (int i = at + 1; i < end; i++) {
            byte b = data[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            if (b >= 0 && b < ' ') {
                return false;
            }
            if (b == '\\') {
                i++;
                if (i >= end || !isEscape(i)) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean isEscape(int position) {
        if (data[position] != 'u') {
            return "\"\\/bfnrt".indexOf(data[position]) >= 0;
        }
        if (position + 4 >= end) {
            return false;
        }
        for (int i = position + 1; i <= position + 4; i++) {
            if (Character.digit(data[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || data[at] != word.charAt(i)) {
                return false;
            }
            at++;
        }
        return true;
    }

    private boolean number() {
        if (data[at] == '-') {
            at++;
        }
        int first = at;
        int digits = digits();
        if (digits == 0 || digits > 1 && data[first] == '0') {
            return false;
        }
        if (at < end && data[at] == '.') {
            at++;
            if (digits() == 0) {
                return false;
            }
        }
        if (at < end && (data[at] == 'e' || data[at] == 'E')) {
            at++;
            if (at < end && (data[at] == '+' || data[at] == '-')) {
                at++;
            }
            return digits() > 0;
        }
        return true;
    }

    private int digits() {
        int start = at;
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at - start;
    }

    /** The text between two quotes, with its escapes resolved. */
    static String unescape(byte[] data, int start, int end) {
        String raw = new String(data, start, end - start, StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            i++;
            char escaped = raw.charAt(i);
            switch (escaped) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> text.append(escaped);
            }
        }
        return text.toString();
    }
}
