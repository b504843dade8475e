package io.weir.connector.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest changes of a view, for subscribers that are a little behind. It begins anew with each writer, under
 * another name, so that nobody takes a number of one for that of another. Guarded by its view.
 */
final class ViewChangeLog {
    private static final char SEPARATOR = '.';

    private final String incarnation;
    private final Deque<ViewChangeSet> sets = new ArrayDeque<>();
    private int rowsMax;
    private long rowCount;
    /** The version behind which all changes are known. */
    private long base;

    private long newest;

    /** What is visible, and the log that leads there. */
    record Position(ViewChangeLog log, ViewContents contents) {}

    ViewChangeLog(String incarnation, long version, int rowsMax) {
        this.incarnation = incarnation;
        this.rowsMax = rowsMax;
        base = version;
        newest = version;
    }

    void setRowsMax(int rows) {
        rowsMax = rows;
    }

    /** How a subscriber names a version. */
    String id(long version) {
        return incarnation + SEPARATOR + version;
    }

    /** How a subscriber names what is no version, and where it cannot go on. */
    String noId() {
        return incarnation + SEPARATOR;
    }

    /** The version of a name, if all changes behind it are known. */
    Optional<Long> version(String id) {
        int end = id.lastIndexOf(SEPARATOR);
        if (end < 0 || !id.substring(0, end).equals(incarnation)) {
            return Optional.empty();
        }
        try {
            long version = Long.parseLong(id.substring(end + 1));
            return version >= base && version <= newest ? Optional.of(version) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    void add(ViewChangeSet set) {
        sets.addLast(set);
        rowCount += set.rowCount();
        newest = set.version();
        while (rowCount > rowsMax && sets.size() > 1) {
            ViewChangeSet oldest = sets.removeFirst();
            rowCount -= oldest.rowCount();
            base = oldest.version();
        }
    }

    long newest() {
        return newest;
    }

    /** What follows on a version; null if that is no longer known. */
    @Nullable
    ViewChangeSet after(long version) {
        // Subscribers are nearly always at the end.
        Iterator<ViewChangeSet> backwards = sets.descendingIterator();
        while (backwards.hasNext()) {
            ViewChangeSet set = backwards.next();
            if (set.version() == version + 1) {
                return set;
            }
        }
        return null;
    }
}
