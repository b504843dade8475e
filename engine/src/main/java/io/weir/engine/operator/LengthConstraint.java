package io.weir.engine.operator;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;

/**
 * The declared length of a CHAR, VARCHAR, BINARY or VARBINARY column, which a sink may hold its values to,
 * {@code table.exec.sink.type-length-enforcer}: longer ones are cut, shorter ones of a fixed length are filled up, or
 * the run fails.
 *
 * @param column the position of the column
 * @param length in characters of a text, in bytes of a binary value
 * @param isText whether it is a CHAR or VARCHAR
 * @param isFixed whether shorter values are wrong too
 * @param fails whether a wrong length fails the run
 */
public record LengthConstraint(int column, String name, int length, boolean isText, boolean isFixed, boolean fails) {
    /** Writes the column with all lengths right to another one; false if they were right and nothing was written. */
    boolean enforce(Column source, int rowCount, BytesColumn target, String table) {
        BytesColumn values = (BytesColumn) source;
        int first = firstWrong(values, 0, rowCount);
        if (first == rowCount) {
            return false;
        }
        if (fails) {
            throw failure(actualLength(values, first), table);
        }
        target.reset();
        target.ensureCapacity(rowCount);
        for (int i = 0; i < rowCount; i++) {
            if (i < first || isRight(values, i)) {
                target.set(i, values, i);
            } else {
                write(values, i, target);
                first = firstWrong(values, i + 1, rowCount);
            }
        }
        return true;
    }

    private int firstWrong(BytesColumn values, int from, int to) {
        int at = from;
        while (at < to && isRight(values, at)) {
            at++;
        }
        return at;
    }

    private boolean isRight(BytesColumn values, int position) {
        // A text has at most as many characters as bytes.
        boolean isSurelyShort = !isFixed && values.lengths()[position] <= length;
        if (isSurelyShort || values.isNull(position)) {
            return true;
        }
        int actual = actualLength(values, position);
        return isFixed ? actual == length : actual <= length;
    }

    private int actualLength(BytesColumn values, int position) {
        int bytes = values.lengths()[position];
        return isText ? characters(values.data(), values.starts()[position], bytes) : bytes;
    }

    private void write(BytesColumn values, int position, BytesColumn target) {
        int start = values.starts()[position];
        int bytes = values.lengths()[position];
        int actual = actualLength(values, position);
        if (actual > length) {
            int kept = isText ? prefixBytes(values.data(), start, length) : length;
            target.set(position, values.data(), start, kept);
            return;
        }
        int filled = bytes + length - actual;
        int at = target.allocate(position, filled);
        System.arraycopy(values.data(), start, target.data(), at, bytes);
        Arrays.fill(target.data(), at + bytes, at + filled, (byte) (isText ? ' ' : 0));
    }

    private WeirException failure(int actual, String table) {
        String type = (isText ? isFixed ? "CHAR(" : "VARCHAR(" : isFixed ? "BINARY(" : "VARBINARY(") + length + ")";
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "Column '" + name + "' is " + type + ", however, a string of length " + actual
                        + " is being written into it",
                "table " + table,
                "You can set job configuration 'table.exec.sink.type-length-enforcer' to control this behaviour",
                null);
    }

    private static int characters(byte[] data, int start, int byteCount) {
        int count = 0;
        for (int i = start; i < start + byteCount; i++) {
            count += isContinuation(data[i]) ? 0 : 1;
        }
        return count;
    }

    /** The length in bytes of the first characters, of which there are more. */
    private static int prefixBytes(byte[] data, int start, int characters) {
        int seen = 0;
        int at = start;
        while (seen < characters || isContinuation(data[at])) {
            seen += isContinuation(data[at]) ? 0 : 1;
            at++;
        }
        return at - start;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }
}
