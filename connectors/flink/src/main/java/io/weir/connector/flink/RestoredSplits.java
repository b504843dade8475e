package io.weir.connector.flink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.table.data.RowData;

/**
 * What a source goes on from: the splits that readers had, each of which some reader gets, and the enumerator's state.
 *
 * @param splits the splits, serialised
 * @param enumerator the state, serialised
 * @param version of that state
 */
record RestoredSplits(List<byte[]> splits, byte[] enumerator, long version) {
    static RestoredSplits of(Map<String, byte[]> positions) {
        List<byte[]> splits = new ArrayList<>();
        List<ReaderPosition> readers = new ArrayList<>();
        new TreeMap<>(positions).values().forEach(bytes -> readers.add(ReaderPosition.of(bytes)));
        readers.forEach(reader -> splits.addAll(reader.splits()));
        ReaderPosition last = readers.stream()
                .max(Comparator.comparingLong(ReaderPosition::version))
                .orElseThrow(() -> new IllegalArgumentException("no position of any reader"));
        splits.addAll(last.assigned());
        return new RestoredSplits(splits, last.enumerator(), last.version());
    }

    /** The splits of one of so many readers. */
    <S extends SourceSplit> List<S> splitsOf(int instance, int parallelism, Source<RowData, S, ?> source)
            throws IOException {
        List<S> its = new ArrayList<>();
        for (int i = instance; i < splits.size(); i += parallelism) {
            its.add(SimpleVersionedSerialization.readVersionAndDeSerialize(source.getSplitSerializer(), splits.get(i)));
        }
        return its;
    }
}
