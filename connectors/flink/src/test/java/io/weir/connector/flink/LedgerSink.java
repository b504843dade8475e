package io.weir.connector.flink;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * A sink of Flink's second kind with all that there may be to one: writers that go on from a state, and commits in two
 * phases to a ledger that fences off the writers of earlier runs. Each commit succeeds at the second attempt only.
 */
final class LedgerSink implements Sink<RowData>, SupportsCommitter<String>, SupportsWriterState<RowData, String> {
    private static final long serialVersionUID = 1;

    private final Ledger ledger;
    /** Filled for each row, as formats do it with their records. */
    private final StringBuilder text = new StringBuilder();

    LedgerSink(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The other side: transactions that are prepared or committed; visible are the rows of the latter. */
    static final class Ledger implements Serializable {
        private static final long serialVersionUID = 1;
        /** Sinks are copied by their bytes, one for each writer; the other side is not. */
        private static final Map<Integer, Ledger> ALL = new ConcurrentHashMap<>();

        private static final AtomicInteger NUMBERS = new AtomicInteger();

        private final int number = NUMBERS.incrementAndGet();
        private final transient Map<String, List<String>> prepared = new LinkedHashMap<>();
        private final transient Map<String, List<String>> committed = new LinkedHashMap<>();
        /** The states with which writers began, as they are told. */
        final transient List<String> restoredStates = new ArrayList<>();

        private transient int generation;
        private transient int transactions;

        Ledger() {
            ALL.put(number, this);
        }

        private Object readResolve() {
            return Objects.requireNonNull(ALL.get(number));
        }

        synchronized List<String> rows() {
            return committed.values().stream().flatMap(List::stream).toList();
        }

        /** The first writer of a run takes over from those of earlier runs. */
        synchronized int join(int instance) {
            generation += instance == 0 ? 1 : 0;
            return generation;
        }

        synchronized String prepare(int by, List<String> rows) {
            String transaction = by + "/" + transactions++;
            prepared.put(transaction, List.copyOf(rows));
            return transaction;
        }

        synchronized void commit(String transaction, int retries, Committer.CommitRequest<String> request) {
            if (committed.containsKey(transaction)) {
                request.signalAlreadyCommitted();
            } else if (Integer.parseInt(transaction.substring(0, transaction.indexOf('/'))) < generation) {
                request.signalFailedWithUnknownReason(new IOException("fenced off"));
            } else if (retries == 0) {
                request.retryLater();
            } else {
                committed.put(transaction, prepared.remove(transaction));
            }
        }
    }

    @Override
    public SinkWriter<RowData> createWriter(WriterInitContext context) {
        return new Writer(context);
    }

    @Override
    public StatefulSinkWriter<RowData, String> restoreWriter(WriterInitContext context, Collection<String> states) {
        ledger.restoredStates.addAll(states);
        return new Writer(context);
    }

    private final class Writer implements StatefulSinkWriter<RowData, String>, CommittingSinkWriter<RowData, String> {
        private final int generation;
        private final int instance;
        private final List<String> rows = new ArrayList<>();

        Writer(WriterInitContext context) {
            instance = context.getTaskInfo().getIndexOfThisSubtask();
            generation = ledger.join(instance);
        }

        @Override
        public void write(RowData row, Context context) {
            text.setLength(0);
            text.append(row.getLong(0)).append(',').append(row.getString(1));
            rows.add(text.toString());
        }

        @Override
        public void flush(boolean isEnd) {}

        @Override
        public Collection<String> prepareCommit() {
            if (rows.isEmpty()) {
                return List.of();
            }
            String transaction = ledger.prepare(generation, rows);
            rows.clear();
            return List.of(transaction);
        }

        @Override
        public List<String> snapshotState(long checkpoint) {
            return List.of("writer " + instance + " at " + checkpoint);
        }

        @Override
        public void close() {}
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) {
                requests.forEach(each -> ledger.commit(each.getCommittable(), each.getNumberOfRetries(), each));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new Texts();
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return new Texts();
    }

    private static final class Texts implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 7;
        }

        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] bytes) throws IOException {
            if (version != 7) {
                throw new IOException("version " + version);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
