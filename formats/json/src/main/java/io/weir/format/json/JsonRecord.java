package io.weir.format.json;

import io.weir.columnar.BytesColumn;
import java.util.Arrays;

/**
 * What the readers of one decoder share while a record is read: where texts are to point, and which of them still have
 * their escapes.
 *
 * <p>Escapes are replaced only once the whole record has been accepted, because the reference reader, which takes over
 * when it is not, must see the record as it was.
 */
final class JsonRecord {
    private byte[] target = new byte[0];
    private int delta;
    private boolean isMultiline;
    private BytesColumn[] escapedColumns = new BytesColumn[8];
    private int[] escapedPositions = new int[8];
    private int escapedCount;

    /**
     * Says how the records to come are to be read.
     *
     * @param textTarget the array that the text columns refer to
     * @param textDelta what to add to an index of the bytes that are read to get the same byte's index in the target
     * @param multiline true if a line feed is white space like any other
     */
    void begin(byte[] textTarget, int textDelta, boolean multiline) {
        target = textTarget;
        delta = textDelta;
        isMultiline = multiline;
    }

    byte[] target() {
        return target;
    }

    boolean isMultiline() {
        return isMultiline;
    }

    /** Sets a text without escapes. */
    void setText(BytesColumn column, int position, byte[] data, int start, int length) {
        if (column.data() == target) {
            column.setView(position, start + delta, length);
        } else {
            column.set(position, data, start, length);
        }
    }

    /** Sets a text with escapes that were checked. */
    void setEscapedText(BytesColumn column, int position, byte[] data, int start, int length) {
        if (column.data() == target) {
            column.setView(position, start + delta, length);
            addEscaped(column, position);
        } else {
            int at = column.allocate(position, length);
            int end = JsonScanner.unescape(data, start, start + length, column.data(), at);
            column.shrink(position, end - at);
        }
    }

    private void addEscaped(BytesColumn column, int position) {
        if (escapedCount == escapedPositions.length) {
            escapedColumns = Arrays.copyOf(escapedColumns, 2 * escapedCount);
            escapedPositions = Arrays.copyOf(escapedPositions, 2 * escapedCount);
        }
        escapedColumns[escapedCount] = column;
        escapedPositions[escapedCount++] = position;
    }

    /** The record was accepted: replaces the escapes of its texts in place. */
    void accept() {
        if (escapedCount > 0) {
            unescape();
        }
    }

    private void unescape() {
        for (int i = 0; i < escapedCount; i++) {
            BytesColumn column = escapedColumns[i];
            int position = escapedPositions[i];
            int start = column.starts()[position];
            int end = start + column.lengths()[position];
            column.setView(position, start, JsonScanner.unescape(target, start, end, target, start) - start);
        }
        escapedCount = 0;
    }

    /** The record was not accepted. */
    void reject() {
        escapedCount = 0;
    }
}
