package io.weir.connector.flink;

import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/** An enumerator, and how its state becomes bytes. */
record SavingEnumerator<S extends SourceSplit, C>(
        SplitEnumerator<S, C> enumerator, SimpleVersionedSerializer<C> serializer) {

    /** A new enumerator, or one that goes on. */
    static <S extends SourceSplit, C> SavingEnumerator<S, C> of(
            Source<RowData, S, C> source, SplitEnumeratorContext<S> context, Optional<RestoredSplits> restored)
            throws Exception {
        SimpleVersionedSerializer<C> serializer = source.getEnumeratorCheckpointSerializer();
        if (restored.isEmpty()) {
            return new SavingEnumerator<>(source.createEnumerator(context), serializer);
        }
        C state = SimpleVersionedSerialization.readVersionAndDeSerialize(
                serializer, restored.get().enumerator());
        return new SavingEnumerator<>(source.restoreEnumerator(context, state), serializer);
    }

    byte[] save(long checkpoint) throws Exception {
        return SimpleVersionedSerialization.writeVersionAndSerialize(serializer, enumerator.snapshotState(checkpoint));
    }
}
