package io.weir.format.parquet;

import io.weir.columnar.Column;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place in a column of a row group. It moves forward only; pages that are passed as a whole are never
 * decompressed.
 *
 * <p>For a column in a list or map, an <em>entry</em> is a value with its levels, and a row has one entry or several.
 */
final class LeafCursor {
    private final ColumnPages pages;
    private final ValueReader reader;
    private final int definitionMax;
    private final boolean isRepeated;
    private final RleReader repetitions = new RleReader();
    private final RleReader definitions = new RleReader();

    private int nextPage;
    private @Nullable PageInfo page;
    private @Nullable ValuesDecoder values;
    /** The entries of the page that were not read. */
    private int left;
    /** The row that comes next. */
    private long nextRow;

    private boolean[] absent = new boolean[0];
    /** Of a repeated column, the levels of the page, which are read at once, and the entry that comes next. */
    private byte[] pageRepetitions = new byte[0];

    private byte[] pageDefinitions = new byte[0];
    private int nextEntry;

    LeafCursor(FieldPlan.Leaf leaf, ColumnPages pages) {
        this.pages = pages;
        reader = leaf.reader().get();
        definitionMax = leaf.node().definitionMax();
        isRepeated = leaf.node().repetitionMax() > 0;
    }

    /** Lets the page with the next rows be decompressed by this reader, unless another is at it. */
    void prefetch(FileInput input) throws IOException {
        if (left == 0) {
            pages.prefetch(nextPage, input);
        }
    }

    // ---- a column of its own ---------------------------------------------------------------------------------------

    /** Reads rows, which must not come before those read last, to the beginning of a column. */
    void read(long firstRow, int count, Column column, FileInput input) throws IOException {
        skip(firstRow - nextRow, input);
        nextRow = firstRow + count;
        int done = 0;
        while (done < count) {
            int n = Math.min(count - done, ready(input));
            ValuesDecoder from = decoder(input);
            if (definitionMax == 0) {
                reader.read(from, column, done, n);
            } else {
                if (absent.length < n) {
                    absent = new boolean[n];
                }
                int present = definitions.readAbsence(absent, n, definitionMax);
                if (present > 0) {
                    reader.read(from, column, done, present);
                }
                if (present < n) {
                    Spread.apply(column, done, absent, present, n);
                }
            }
            left -= n;
            done += n;
        }
    }

    private void skip(long count, FileInput input) throws IOException {
        long toSkip = count;
        while (toSkip > 0) {
            int n = (int) Math.min(toSkip, ready(input));
            if (n < left) {
                ValuesDecoder from = decoder(input);
                from.skip(definitionMax == 0 ? n : definitions.skipAndCount(n, definitionMax));
            }
            left -= n;
            toSkip -= n;
        }
    }

    /** The number of entries that are left of the page, or of the next one. */
    private int ready(FileInput input) throws IOException {
        while (left == 0) {
            PageInfo next = pages.page(nextPage++, input);
            page = next;
            values = null;
            left = next.valueCount;
        }
        return left;
    }

    private ValuesDecoder decoder(FileInput input) throws IOException {
        ValuesDecoder open = values;
        if (open == null) {
            open = open(input);
        }
        return open;
    }

    private ValuesDecoder open(FileInput input) throws IOException {
        PageInfo current = page;
        if (current == null) {
            throw new IllegalStateException("no page was found");
        }
        PageBody body = pages.body(current, input);
        repetitions.set(
                body.data(),
                body.repetitions(),
                body.repetitionsEnd(),
                bits(pages.node().repetitionMax()));
        definitions.set(body.data(), body.definitions(), body.definitionsEnd(), bits(definitionMax));
        ValuesDecoder open = pages.values(current, body);
        values = open;
        return open;
    }

    private static int bits(int levelMax) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(levelMax);
    }

    // ---- a column in a list, map or row ----------------------------------------------------------------------------

    /** Reads the entries of rows, which must not come before those read last. */
    void read(long firstRow, int count, LeafEntries entries, FileInput input) throws IOException {
        entries.clear();
        readEntries(firstRow - nextRow, null, input);
        readEntries(count, entries, input);
        nextRow = firstRow + count;
    }

    /** Reads, or skips, whole rows. */
    private void readEntries(long rows, @Nullable LeafEntries to, FileInput input) throws IOException {
        long rowsLeft = rows;
        boolean isInRow = false;
        while (rowsLeft > 0 || isInRow) {
            if (left == 0) {
                if (rowsLeft == 0 && pages.isEnd(nextPage)) {
                    return;
                }
                ready(input);
                readLevels(input);
            }
            int first = nextEntry;
            int pageEnd = nextEntry + left;
            int entry = first;
            while (entry < pageEnd) {
                if (!isRepeated || pageRepetitions[entry] == 0) {
                    if (rowsLeft == 0) {
                        isInRow = false;
                        break;
                    }
                    rowsLeft--;
                    isInRow = isRepeated;
                }
                entry++;
            }
            take(first, entry, to, input);
            nextEntry = entry;
            left -= entry - first;
        }
    }

    private void readLevels(FileInput input) throws IOException {
        decoder(input);
        if (pageDefinitions.length < left) {
            pageDefinitions = new byte[left];
            pageRepetitions = new byte[left];
        }
        if (isRepeated) {
            repetitions.readBytes(pageRepetitions, left);
        }
        if (definitionMax > 0) {
            definitions.readBytes(pageDefinitions, left);
        } else {
            Arrays.fill(pageDefinitions, 0, left, (byte) 0);
        }
        nextEntry = 0;
    }

    private void take(int first, int end, @Nullable LeafEntries to, FileInput input) throws IOException {
        int present = 0;
        for (int i = first; i < end; i++) {
            present += pageDefinitions[i] == definitionMax ? 1 : 0;
        }
        ValuesDecoder from = decoder(input);
        if (to == null) {
            from.skip(present);
        } else {
            to.append(pageRepetitions, pageDefinitions, first, end - first, present, from, reader);
        }
    }
}
