package io.weir.benchmarks.limit;

import static io.weir.benchmarks.limit.RowLayout.LOAD_TIME;
import static io.weir.benchmarks.limit.RowLayout.PAGE;
import static io.weir.benchmarks.limit.RowLayout.SKIP_DIGITS;
import static io.weir.benchmarks.limit.RowLayout.SKIP_STRING;
import static io.weir.benchmarks.limit.RowLayout.TIME;
import static io.weir.benchmarks.limit.RowLayout.USER_ID;

/**
 * Turns NDJSON events into columns, expecting each row to be laid out as the row before.
 *
 * <p>A row that turns out to differ is read again by {@link EventRowReader}, which takes any JSON and returns the
 * layout that it found. Whether a value has ended where it was thought to end shows only when the text after it is
 * compared; a value that goes wrong cannot run away, since it ends at a control character at the latest.
 *
 * <p>The array must hold {@link #SLACK_BYTES} zero bytes after the last row's end, {@code limit}.
 */
final class EventDecoder {
    /** More than the texts of a layout and the words of its values, so that a wrong row stays within the array. */
    static final int SLACK_BYTES = 1_024;

    private static final int DIFFERS = -1;

    /** The time's last 8 bytes, from the minute's colon to the closing quote, with zeros for its digits. */
    private static final long SECONDS_PATTERN = 0x22_30_30_30_2E_30_30_3AL;

    /** Added to the difference from the pattern, sets the high bit of every byte that does not fit: above 9, 5 or 0. */
    private static final long SECONDS_EXCESS = 0x7F_76_76_76_7F_76_7A_7FL;

    /** The minute's last 5 bytes, with zeros for its digits; the 3 bytes before belong to the day. */
    private static final long MINUTE_PATTERN = 0x30_30_3A_30_30_00_00_00L;

    private static final long MINUTE_EXCESS = 0x76_7A_7F_76_7D_00_00_00L;

    private final StringDictionary pages = new StringDictionary();
    private RowLayout layout = RowLayout.NONE;

    /** The minute of the time read last: its 16 characters and its milliseconds since 1970. */
    private long minuteLow;

    private long minuteHigh;
    private long minuteMillis;
    private long dayMillis;

    private long slowRows;

    StringDictionary pages() {
        return pages;
    }

    /** How many rows were not laid out as the row before. */
    long slowRows() {
        return slowRows;
    }

    /** Decodes the rows that begin before {@code end} until the batch is full; returns the position after the last. */
    int decode(byte[] bytes, int start, int end, int limit, EventColumns columns) {
        int row = 0;
        int position = start;
        while (position < end && row < EventColumns.ROWS_MAX) {
            int next = decodeRow(bytes, position, columns, row);
            if (next == DIFFERS) {
                next = decodeSlowly(bytes, position, limit, columns, row);
            }
            position = next;
            row++;
        }
        columns.rows = row;
        return position;
    }

    /** Returns the position after the row, or {@link #DIFFERS} if it is not laid out as expected. */
    private int decodeRow(byte[] bytes, int start, EventColumns columns, int row) {
        RowLayout expected = layout;
        long[] fields = expected.fields();
        int position = start;
        for (int field = 0; field + 3 < fields.length; field += RowLayout.WORDS_PER_FIELD) {
            long lengthAndRole = fields[field];
            int length = (int) lengthAndRole;
            long difference = Words.word(bytes, position) ^ fields[field + 1];
            difference |= Words.word(bytes, position + length - 8) ^ fields[field + 2];
            if (length > 16) {
                difference |= Words.word(bytes, position + 8) ^ fields[field + 3];
            }
            if (difference != 0) {
                return DIFFERS;
            }
            position += length;
            switch ((int) (lengthAndRole >>> 32)) {
                case SKIP_STRING -> position = endOfString(bytes, position);
                case SKIP_DIGITS -> position = endOfDigits(bytes, position);
                case PAGE -> position = page(bytes, position, columns, row);
                case TIME -> position = time(bytes, position, columns, row);
                case LOAD_TIME -> position = number(bytes, position, columns.loadTimeMillis, row);
                case USER_ID -> position = number(bytes, position, columns.userId, row);
                default -> throw new IllegalStateException("No such role: " + (lengthAndRole >>> 32));
            }
            if (position < 0) {
                return DIFFERS;
            }
        }
        boolean isWhole = Words.firstBytes(Words.word(bytes, position), expected.endBytes()) == expected.end()
                && fields.length > 0;
        return isWhole ? position + expected.endBytes() : DIFFERS;
    }

    private int page(byte[] bytes, int position, EventColumns columns, int row) {
        long low = Words.word(bytes, position);
        long high = 0;
        int length = Words.firstByte(Words.endOfPlainText(low));
        if (length < 8) {
            low = Words.firstBytes(low, length);
        } else {
            high = Words.word(bytes, position + 8);
            int highLength = Words.firstByte(Words.endOfPlainText(high));
            if (highLength == 8) {
                return DIFFERS;
            }
            high = Words.firstBytes(high, highLength);
            length += highLength;
        }
        int id = pages.find(low, high);
        if (id < 0) {
            // Only now is it worth a look whether the string has ended, or only its plain part.
            if (bytes[position + length] != '"') {
                return DIFFERS;
            }
            id = pages.findOrAdd(low, high);
        }
        columns.page[row] = id;
        return position + length;
    }

    private int time(byte[] bytes, int position, EventColumns columns, int row) {
        long low = Words.word(bytes, position);
        long high = Words.word(bytes, position + 8);
        if ((low != minuteLow || high != minuteHigh) && !changeMinute(low, high)) {
            return DIFFERS;
        }
        long digits = Words.word(bytes, position + 16) ^ SECONDS_PATTERN;
        if (((digits | digits + SECONDS_EXCESS) & 0x8080808080808080L) != 0) {
            return DIFFERS;
        }
        long seconds = (digits >>> 8 & 15) * 10 + (digits >>> 16 & 15);
        long millis = (digits >>> 32 & 15) * 100 + (digits >>> 40 & 15) * 10 + (digits >>> 48 & 15);
        columns.timeMillis[row] = minuteMillis + seconds * 1_000 + millis;
        return position + EventRowReader.TIME_BYTES;
    }

    /**
     * Within a day the minute is read here, since disorder makes it go to and fro; a new day is left to the slow
     * reader.
     */
    private boolean changeMinute(long low, long high) {
        long digits = high ^ MINUTE_PATTERN;
        boolean isSameDay = low == minuteLow && ((high ^ minuteHigh) & 0xFF_FFFFL) == 0;
        if (!isSameDay || ((digits | digits + MINUTE_EXCESS) & 0x8080808080000000L) != 0) {
            return false;
        }
        long hours = (digits >>> 24 & 15) * 10 + (digits >>> 32 & 15);
        long minutes = (digits >>> 48 & 15) * 10 + (digits >>> 56);
        if (hours > 23) {
            return false;
        }
        minuteHigh = high;
        minuteMillis = dayMillis + (hours * 60 + minutes) * 60_000;
        return true;
    }

    /** A number of one to eight digits; a sign, a fraction or a superfluous zero is left to the slow reader. */
    private int number(byte[] bytes, int position, int[] column, int row) {
        long word = Words.word(bytes, position);
        int digits = Words.firstByte(Words.endOfDigits(word));
        if (digits == 0 || (word & 0xFF) == '0' && digits > 1) {
            return DIFFERS;
        }
        column[row] = Words.number(word, digits);
        return position + digits;
    }

    private int decodeSlowly(byte[] bytes, int start, int limit, EventColumns columns, int row) {
        EventRowReader reader = new EventRowReader(bytes, start, limit);
        int next = reader.read();
        columns.userId[row] = reader.userId();
        columns.loadTimeMillis[row] = reader.loadTimeMillis();
        columns.page[row] = pages.findOrAdd(reader.pageLow(), reader.pageHigh());
        columns.timeMillis[row] = reader.timeMillis();
        minuteMillis = Math.floorDiv(reader.timeMillis(), 60_000L) * 60_000L;
        dayMillis = Math.floorDiv(reader.timeMillis(), 86_400_000L) * 86_400_000L;
        minuteLow = reader.timeLow();
        minuteHigh = reader.timeHigh();
        layout = reader.layout();
        slowRows++;
        return next;
    }

    private static int endOfString(byte[] bytes, int start) {
        int position = start;
        while (true) {
            long found = Words.endOfPlainText(Words.word(bytes, position));
            if (found != 0) {
                return position + Words.firstByte(found);
            }
            position += 8;
        }
    }

    private static int endOfDigits(byte[] bytes, int start) {
        int position = start;
        while (true) {
            long found = Words.endOfDigits(Words.word(bytes, position));
            if (found != 0) {
                return position + Words.firstByte(found);
            }
            position += 8;
        }
    }
}
