package io.weir.connector.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Says which epoch was committed last: the metadata of an offset that is committed in the epoch's own transaction, so
 * that it is there if, and only if, the epoch's records are.
 *
 * @param sequence rises with each marker, also from run to run: the offset that is committed. The newest marker counts.
 * @param lineage names the run and those that go on from its epochs
 * @param epoch the epoch
 */
record CommitMarker(long sequence, String lineage, long epoch) {
    private static final Pattern METADATA = Pattern.compile("weir-epoch:1:([^:]*):(\\d+)");

    OffsetAndMetadata toOffset() {
        return new OffsetAndMetadata(sequence, "weir-epoch:1:" + lineage + ":" + epoch);
    }

    /** The newest of the markers among these offsets. */
    static Optional<CommitMarker> newest(Collection<? extends @Nullable OffsetAndMetadata> offsets) {
        return offsets.stream()
                .flatMap(offset -> of(offset).stream())
                .max(Comparator.comparingLong(CommitMarker::sequence));
    }

    private static Optional<CommitMarker> of(@Nullable OffsetAndMetadata offset) {
        if (offset == null) {
            return Optional.empty();
        }
        Matcher matcher = METADATA.matcher(offset.metadata());
        return matcher.matches()
                ? Optional.of(new CommitMarker(offset.offset(), matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
