package io.weir.engine.spi;

import io.weir.columnar.Batch;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads batches on the thread of one instance.
 *
 * <p>The engine calls {@link #poll} again only after it is done with the batch before, so a reader may reuse one batch.
 */
public interface SourceReader extends AutoCloseable {
    /**
     * The next batch, or null when nothing is there right now. Does not block for longer than about a millisecond. A
     * batch of an ordered source has its sequence set; a batch of splits belongs to one split, {@link #split()}.
     *
     * @throws io.weir.plan.WeirException when the source fails or a record cannot be decoded
     */
    @Nullable
    Batch poll();

    /** The split, from 0 to {@link Source#splitCount()} - 1, that the last batch came from; 0 for an ordered source. */
    default int split() {
        return 0;
    }

    /** True when no batch will follow. */
    boolean isFinished();

    /** True if a split of this reader has ended for good, so that it no longer holds the watermark back. */
    default boolean isSplitFinished(int split) {
        return isFinished();
    }

    /** The splits that this reader reads; for a source with splits. */
    default int[] splits() {
        return new int[] {0};
    }

    /**
     * Where this reader goes on, by {@link Source#splitName split}: behind all that {@link #poll} has given. Called
     * between polls, also after the last. For an ordered source the position of all readers together, asked of one of
     * them while none polls; usually under the name {@code "0"}.
     */
    default Map<String, byte[]> positions() {
        return Map.of();
    }

    /** Records, bytes and skipped records read so far, and what is still to come. */
    SourceProgress progress();

    /** The same, split by split, as far as it is known; asked for a few times a second, between polls. */
    default List<SplitProgress> splitProgress() {
        return List.of();
    }

    /**
     * When the oldest record of the last batch was made, as the outside world says, in milliseconds since 1970; -1 if
     * that is unknown. Called once for each batch.
     */
    default long recordMillis() {
        return -1;
    }

    /** Frees everything; called on the same thread, also after a failure. */
    @Override
    void close();
}
