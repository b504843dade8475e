package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A pipeline that writes a view, stepped by hand; rows come to the writer that owns their key. */
final class ViewRun implements AutoCloseable {
    private final RowType type;
    private final int[] key;
    private final Sink sink;
    private final List<SinkWriter> writers = new ArrayList<>();
    private final int parallelism;
    private long epoch;
    private int next;

    /**
     * Begins a run.
     *
     * @param from the epoch to go on from, or 0; negative for a run without epochs
     */
    ViewRun(
            ViewCatalog catalog,
            SavedEpochs saved,
            RowType type,
            int[] key,
            Map<String, String> options,
            int parallelism,
            long from) {
        this.type = type;
        this.key = key.clone();
        this.parallelism = parallelism;
        sink = saved.around(
                new ViewSinkFactory(catalog).create(request(type, key, options, parallelism, from >= 0)), parallelism);
        if (from >= 0) {
            boolean isRecovered = sink.recover(from, List.of());
            assert isRecovered;
        }
        for (int i = 0; i < parallelism; i++) {
            writers.add(sink.createWriter(i));
        }
        epoch = Math.max(0, from);
    }

    static SinkRequest request(
            RowType type, int[] key, Map<String, String> options, int parallelism, boolean hasEpochs) {
        EpochContext epochs = hasEpochs ? new EpochContext("test", Delivery.EXACTLY_ONCE, true) : EpochContext.OFF;
        Map<String, String> all = new HashMap<>(options);
        all.put("connector", "view");
        return Requests.sink(type, all, key, parallelism, Map.of(), epochs);
    }

    /** Writes one row, in Flink's internal form. */
    ViewRun write(byte kind, @Nullable Object... values) {
        Batch batch = Columns.batch(type, 1);
        new RowDataAppender(type).append(GenericRowData.of(values), batch);
        batch.setRowKind(0, kind);
        int target = next++ % parallelism;
        if (key.length > 0) {
            int[] hashes = new int[1];
            new KeyHasher(key).hash(batch, hashes);
            target = KeyGroups.owner(KeyGroups.ofHash(hashes[0]), parallelism);
        }
        boolean isTaken = writers.get(target).write(batch);
        assert isTaken;
        return this;
    }

    ViewRun upsert(@Nullable Object... values) {
        return write(RowKinds.UPDATE_AFTER, values);
    }

    ViewRun delete(@Nullable Object... values) {
        return write(RowKinds.DELETE, values);
    }

    ViewRun watermark(long millis) {
        writers.forEach(writer -> writer.onWatermark(millis));
        return this;
    }

    ViewRun flush() {
        writers.forEach(SinkWriter::flush);
        return this;
    }

    /** Ends the epoch without committing it. */
    ViewRun prepare() {
        epoch++;
        for (SinkWriter writer : writers) {
            byte[] prepared = writer.prepare(epoch).orElseThrow();
            assert prepared.length == 0;
        }
        return this;
    }

    /** Ends the epoch. */
    ViewRun commit() {
        prepare();
        sink.commit(epoch, List.of());
        return this;
    }

    long epoch() {
        return epoch;
    }

    SinkWriter writer(int instance) {
        return writers.get(instance);
    }

    @Override
    public void close() {
        writers.forEach(SinkWriter::close);
        sink.close();
    }
}
