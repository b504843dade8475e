package io.weir.engine.pipeline;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps the rows of each table; may be told to take nothing for a while, to take only now and then, or to fail. */
final class MemorySink implements SinkFactory {
    private final Map<String, List<String>> rows = new TreeMap<>();
    private boolean isClosedForRows;
    private boolean refusesOften;
    private int failAfter = Integer.MAX_VALUE;
    private int count;
    private int openWriters;
    private int openSinks;
    private int commits;

    @Override
    public String identifier() {
        return "print";
    }

    /** All rows of all tables, sorted. */
    synchronized List<String> rows() {
        List<String> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        all.sort(null);
        return all;
    }

    /** The rows of the table of this name, in the order they came. */
    synchronized List<String> rows(String table) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getKey().replace("`", "").endsWith("." + table))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    synchronized void takeNothing(boolean nothing) {
        isClosedForRows = nothing;
    }

    /** Refuses two of three batches. */
    synchronized void refuseOften() {
        refusesOften = true;
    }

    synchronized void failAfter(int rowCount) {
        failAfter = rowCount;
    }

    synchronized int openThings() {
        return openWriters + openSinks;
    }

    synchronized int commits() {
        return commits;
    }

    private synchronized boolean take(String table, Batch batch, RowConverter converter) {
        if (isClosedForRows || (refusesOften && count++ % 3 != 0)) {
            return false;
        }
        List<String> to = rows.computeIfAbsent(table, name -> new ArrayList<>());
        for (int i = 0; i < batch.rowCount(); i++) {
            if (to.size() >= failAfter) {
                throw new IllegalStateException("the sink is broken");
            }
            to.add(converter.toRow(batch, i).toString());
        }
        return true;
    }

    private synchronized void countWriter(int change) {
        openWriters += change;
    }

    private synchronized void countSink(int change) {
        openSinks += change;
    }

    private synchronized void countCommit() {
        commits++;
    }

    @Override
    public Sink create(SinkRequest request) {
        countSink(1);
        return new Sink() {
            @Override
            public SinkWriter createWriter(int instance) {
                countWriter(1);
                return new Writer(request);
            }

            @Override
            public void commit(long epoch, List<byte[]> prepared) {
                countCommit();
            }

            @Override
            public void close() {
                countSink(-1);
            }
        };
    }

    private final class Writer implements SinkWriter {
        private final String table;
        private final RowConverter converter;

        Writer(SinkRequest request) {
            table = request.table();
            converter = new RowConverter(request.type());
        }

        @Override
        public boolean write(Batch batch) {
            return take(table, batch, converter);
        }

        @Override
        public void flush() {}

        @Override
        public void finish() {}

        @Override
        public void close() {
            countWriter(-1);
        }
    }
}
