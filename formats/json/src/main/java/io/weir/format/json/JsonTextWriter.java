package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.text.Utf8;
import io.weir.engine.text.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes CHAR and VARCHAR as texts in quotes. */
final class JsonTextWriter implements JsonValueWriter {
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** No character needs more bytes than {@code \u0000}. */
    private static final int ESCAPE_LENGTH_MAX = 6;

    JsonTextWriter() {}

    @Override
    public void writeValue(Column column, int position, ByteSink out) {
        BytesColumn bytes = (BytesColumn) column;
        writeText(bytes.data(), bytes.starts()[position], bytes.lengths()[position], out);
    }

    /** Writes the text in quotes and with its escapes; bytes that are no UTF-8 become replacement characters. */
    static void writeText(byte[] data, int start, int length, ByteSink out) {
        out.reserve((int) Math.min(Integer.MAX_VALUE - 16L - out.length(), (long) length * ESCAPE_LENGTH_MAX + 2));
        byte[] bytes = out.bytes();
        int from = out.length();
        int at = from;
        bytes[at++] = '"';
        for (int i = start; i < start + length; i++) {
            byte c = data[i];
            if (c >= ' ' && c != '"' && c != '\\') {
                bytes[at++] = c;
            } else if (c >= 0) {
                at = writeEscape(c, bytes, at);
            } else {
                writeRichText(data, start, length, out);
                return;
            }
        }
        bytes[at++] = '"';
        out.claim(at - from);
    }

    /** Writes a text with characters beyond ASCII; those beyond 16 bits are written as two escapes. */
    private static void writeRichText(byte[] data, int start, int length, ByteSink out) {
        byte[] text = Arrays.copyOfRange(data, start, start + length + Words.PADDING);
        int end = length;
        if (!Utf8.isValid(text, 0, length)) {
            byte[] mended = new String(data, start, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            text = mended;
            end = mended.length;
            out.reserve(end * ESCAPE_LENGTH_MAX + 2);
        }
        byte[] bytes = out.bytes();
        int from = out.length();
        int at = from;
        bytes[at++] = '"';
        for (int i = 0; i < end; i++) {
            byte c = text[i];
            if (c >= (byte) 0xF0 && c < 0) {
                int code = ((c & 7) << 18)
                        | ((text[i + 1] & 0x3F) << 12)
                        | ((text[i + 2] & 0x3F) << 6)
                        | (text[i + 3] & 0x3F);
                at = writeUnit(Character.highSurrogate(code), bytes, at);
                at = writeUnit(Character.lowSurrogate(code), bytes, at);
                i += 3;
            } else if ((c >= ' ' && c != '"' && c != '\\') || c < 0) {
                bytes[at++] = c;
            } else {
                at = writeEscape(c, bytes, at);
            }
        }
        bytes[at++] = '"';
        out.claim(at - from);
    }

    private static int writeUnit(char unit, byte[] bytes, int index) {
        int at = index;
        bytes[at++] = '\\';
        bytes[at++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[at++] = HEX[(unit >> shift) & 15];
        }
        return at;
    }

    private static int writeEscape(byte c, byte[] bytes, int index) {
        char letter = switch (c) {
            case '"', '\\' -> (char) c;
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            default -> 0;
        };
        if (letter == 0) {
            return writeUnit((char) c, bytes, index);
        }
        bytes[index] = '\\';
        bytes[index + 1] = (byte) letter;
        return index + 2;
    }
}
