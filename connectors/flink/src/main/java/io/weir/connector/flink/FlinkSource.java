package io.weir.connector.flink;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * A source of Flink's new kind: its enumerator runs on a thread of its own, its readers on the threads of the engine's
 * instances. To the engine each reader is one split, with a watermark of its own.
 *
 * <p><b>Epochs.</b> A reader's position is what it would save in a checkpoint of Flink's, and the enumerator's state.
 * The splits of all readers are dealt out to those of a run that goes on.
 */
final class FlinkSource implements Source {
    private final SourceRequest request;
    private final org.apache.flink.api.connector.source.Source<RowData, ?, ?> source;
    private final int[] producedIndexes;
    private final ClassLoader classLoader;
    private @Nullable Enumeration<?> enumeration;
    private Optional<RestoredSplits> restored = Optional.empty();

    FlinkSource(
            SourceRequest request,
            org.apache.flink.api.connector.source.Source<RowData, ?, ?> source,
            int[] producedIndexes,
            ClassLoader classLoader) {
        this.request = request;
        this.source = source;
        this.producedIndexes = producedIndexes;
        this.classLoader = classLoader;
    }

    @Override
    public boolean isBounded() {
        return source.getBoundedness() == Boundedness.BOUNDED;
    }

    @Override
    public boolean isOrdered() {
        return RowReader.isOrdered(request);
    }

    @Override
    public int splitCount() {
        return request.parallelism();
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public synchronized void restore(Map<String, byte[]> positions) {
        restored = Optional.of(RestoredSplits.of(positions));
    }

    @Override
    public synchronized void acknowledge(Map<String, byte[]> positions) {
        Enumeration<?> told = enumeration;
        if (told != null) {
            positions.forEach((split, position) -> told.acknowledge(
                    Integer.parseInt(split), ReaderPosition.of(position).version()));
        }
    }

    @Override
    public SourceReader createReader(int instance) {
        return reader(source, instance);
    }

    private <S extends SourceSplit> SourceReader reader(
            org.apache.flink.api.connector.source.Source<RowData, S, ?> typed, int instance) {
        return new FlinkSourceReader<>(
                request, typed, enumeration(typed), restored, instance, producedIndexes, classLoader);
    }

    @SuppressWarnings("unchecked")
    private synchronized <S extends SourceSplit> Enumeration<S> enumeration(
            org.apache.flink.api.connector.source.Source<RowData, S, ?> typed) {
        if (enumeration == null) {
            enumeration = new Enumeration<>(typed, request.table(), request.parallelism(), restored);
        }
        return (Enumeration<S>) enumeration;
    }

    @Override
    public synchronized void close() {
        if (enumeration != null) {
            enumeration.close();
        }
    }
}
