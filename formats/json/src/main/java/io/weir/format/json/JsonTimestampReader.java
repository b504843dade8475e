package io.weir.format.json;

import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import io.weir.columnar.TimestampColumn;
import io.weir.engine.text.TimestampText;

/** TIMESTAMP and TIMESTAMP_LTZ: texts in the format's standard, the latter with a Z at the end. */
final class JsonTimestampReader extends JsonValueReader {
    private final TimestampText text;
    private final boolean hasZone;
    private final boolean isCompact;
    private LongColumn compact = new LongColumn(0);
    private TimestampColumn precise = new TimestampColumn(0);

    /**
     * Makes the reader.
     *
     * @param separator what stands between date and time
     * @param hasZone true if a Z must follow
     * @param isCompact true for a column of milliseconds
     */
    JsonTimestampReader(char separator, boolean hasZone, boolean isCompact) {
        text = new TimestampText(separator);
        this.hasZone = hasZone;
        this.isCompact = isCompact;
    }

    @Override
    void bind(Column column, boolean isFresh) {
        if (isCompact) {
            compact = (LongColumn) column;
        } else {
            precise = (TimestampColumn) column;
        }
    }

    @Override
    int action(boolean isQuoted) {
        return isQuoted ? JsonStep.READ_TIMESTAMP : JsonStep.READ;
    }

    @Override
    int readQuoted(byte[] data, int index, int position) {
        int end = text.read(data, index);
        if (end >= 0 && hasZone) {
            end = data[end] == 'Z' ? end + 1 : JsonScanner.GIVE_UP;
        }
        if (end < 0 || data[end] != '"') {
            return JsonScanner.GIVE_UP;
        }
        if (isCompact) {
            compact.set(position, text.millis());
        } else {
            precise.set(position, text.millis(), text.nanosOfMilli());
        }
        return end + 1;
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
    void setNull(int position) {
        (isCompact ? compact : precise).setNull(position);
    }

    @Override
    void clear(int position) {
        (isCompact ? compact : precise).setNotNull(position);
    }
}
