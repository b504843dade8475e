package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.util.Arrays;

/** BINARY and VARBINARY: texts in Base64, padded and without line breaks. */
final class JsonBytesReader extends JsonValueReader {
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(VALUES, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private BytesColumn column = new BytesColumn(0);

    @Override
    void bind(Column column, boolean isFresh) {
        this.column = (BytesColumn) column;
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_QUOTED : JsonStep.READ;
    }

    @Override
    int read(byte[] data, int index, int position) {
        if (data[index] == '"') {
            return readQuoted(data, index + 1, position);
        } else if (JsonScanner.isNull(data, index)) {
            setNull(position);
            return index + 4;
        }
        return JsonScanner.GIVE_UP;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = JsonScanner.plainTextEnd(data, index);
        int length = end - index;
        if (end < 0 || (length & 3) != 0 || length > JsonScanner.TEXT_LENGTH_MAX) {
            return JsonScanner.GIVE_UP;
        }
        int padding = length == 0 || data[end - 1] != '=' ? 0 : data[end - 2] != '=' ? 1 : 2;
        int at = column.allocate(position, length / 4 * 3 - padding);
        return decode(data, index, end - padding, column.data(), at) ? end + 1 : JsonScanner.GIVE_UP;
    }

    private static boolean decode(byte[] from, int start, int end, byte[] to, int at) {
        int bits = 0;
        int count = 0;
        int out = at;
        for (int i = start; i < end; i++) {
            int value = VALUES[from[i]];
            if (value < 0) {
                return false;
            }
            bits = (bits << 6) | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                to[out++] = (byte) (bits >> count);
            }
        }
        // Bits left over must be zero; other decoders disagree about them.
        return (bits & ((1 << count) - 1)) == 0;
    }

    @Override
    void setNull(int position) {
        column.setNull(position);
        column.setView(position, 0, 0);
    }

    @Override
    void clear(int position) {
        column.setNotNull(position);
    }

    @Override
    void blank(int position) {
        column.setView(position, 0, 0);
    }
}
