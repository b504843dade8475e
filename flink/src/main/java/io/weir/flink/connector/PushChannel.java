package io.weir.flink.connector;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * The way of rows that a program pushes into a table to the pipelines that read it, in the same process.
 *
 * <p>Every reader gets every row that is pushed while it reads. Rows that are pushed before there is a reader wait for
 * the first one. A reader that does not keep up holds the pushing thread back.
 *
 * <p>A plan names the table only; the channel is found by the session's id, which is an option of the session, and the
 * table's name.
 */
public final class PushChannel {
    /** The session option that tells readers whose channels are meant. */
    public static final ConfigOption<String> SESSION =
            ConfigOptions.key("weir.push.session").stringType().noDefaultValue();

    /** How many rows may wait for a reader. */
    public static final int WAITING_ROWS_MAX = 65_536;

    private static final Map<String, PushChannel> OPEN = new ConcurrentHashMap<>();

    private final List<Reader> readers = new ArrayList<>();
    private final Deque<RowData> waiting = new ArrayDeque<>();
    private boolean isEnded;
    private int opened;

    private PushChannel() {}

    /** How many readers there have been so far. */
    public synchronized int readersOpened() {
        return opened;
    }

    /** How many readers the channels of a session have had so far. */
    public static int readersOpened(String session) {
        return OPEN.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(key(session, "")))
                .mapToInt(entry -> entry.getValue().readersOpened())
                .sum();
    }

    /** The channel of a table; made when it is first asked for. */
    public static PushChannel of(String session, String table) {
        return OPEN.computeIfAbsent(key(session, table), key -> new PushChannel());
    }

    /** Forgets all channels of a session; their readers come to their end. */
    public static void closeSession(String session) {
        OPEN.entrySet().removeIf(entry -> {
            boolean isOfSession = entry.getKey().startsWith(key(session, ""));
            if (isOfSession) {
                entry.getValue().end();
            }
            return isOfSession;
        });
    }

    private static String key(String session, String table) {
        return session + "/" + table;
    }

    /**
     * Gives a row to all readers; waits while one of them has too many.
     *
     * @return false if nobody reads and too many rows wait already
     */
    public synchronized boolean push(RowData row) throws InterruptedException {
        if (readers.isEmpty()) {
            if (waiting.size() >= WAITING_ROWS_MAX) {
                return false;
            }
            waiting.add(row);
            return true;
        }
        while (readers.stream().anyMatch(reader -> reader.rows.size() >= WAITING_ROWS_MAX)) {
            wait();
        }
        for (Reader reader : readers) {
            reader.add(row);
        }
        return true;
    }

    /** No row will follow. */
    public synchronized void end() {
        isEnded = true;
        readers.forEach(Reader::wake);
    }

    /** Begins to read. */
    public synchronized Reader read() {
        Reader reader = new Reader();
        if (readers.isEmpty()) {
            reader.rows.addAll(waiting);
            waiting.clear();
        }
        readers.add(reader);
        opened++;
        return reader;
    }

    /** The rows of the channel for one pipeline. */
    public final class Reader implements AutoCloseable {
        private final Deque<RowData> rows = new ArrayDeque<>();
        private Runnable onRow = () -> {};

        private Reader() {}

        private void add(RowData row) {
            rows.add(row);
            wake();
        }

        private void wake() {
            onRow.run();
        }

        /** Has something called whenever there may be a row, or the end, to be had. */
        void onRow(Runnable action) {
            synchronized (PushChannel.this) {
                onRow = action;
                action.run();
            }
        }

        /** The next row, or null if there is none now. */
        public @Nullable RowData poll() {
            synchronized (PushChannel.this) {
                RowData row = rows.poll();
                if (row != null && rows.size() == WAITING_ROWS_MAX - 1) {
                    PushChannel.this.notifyAll();
                }
                return row;
            }
        }

        /** True when no row is left and none will follow. */
        public boolean isFinished() {
            synchronized (PushChannel.this) {
                return isEnded && rows.isEmpty();
            }
        }

        /** The number of rows that wait for this reader. */
        public int waitingRows() {
            synchronized (PushChannel.this) {
                return rows.size();
            }
        }

        @Override
        public void close() {
            synchronized (PushChannel.this) {
                readers.remove(this);
                rows.clear();
                PushChannel.this.notifyAll();
            }
        }
    }
}
