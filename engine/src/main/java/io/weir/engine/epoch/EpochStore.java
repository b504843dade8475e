package io.weir.engine.epoch;

import io.weir.engine.state.StateInput;
import java.util.List;
import java.util.Optional;

/**
 * Keeps epochs: chunks of table entries, and manifests.
 *
 * <p>Methods may block on storage and throw {@link io.weir.plan.WeirException} when it fails. Any thread may call them,
 * except that epochs are begun and published one at a time, in their order.
 */
public interface EpochStore extends AutoCloseable {
    /**
     * The newest epoch that is whole. One that is damaged is passed over with a warning for the one before.
     *
     * @throws io.weir.plan.WeirException if there are epochs but none is whole
     */
    Optional<Manifest> newest();

    /** The newest epoch that is whole and older than the given one. */
    Optional<Manifest> newestBefore(long epoch);

    /** Begins to write an epoch; nothing of it counts until it is published. */
    Draft begin(long epoch);

    /** Reads the entries of a table as they are after all its chunks, of the key groups that are wanted. */
    void read(List<Manifest.Chunk> chunks, KeyGroupFilter wanted, EntryReader reader);

    /**
     * The epoch has been published and committed: older ones that are not to be kept may go, and chunks may be put
     * together, in the background or now.
     */
    void committed(Manifest manifest);

    /** Takes away an epoch that will never be committed, and all that is younger. */
    void discardFrom(long epoch);

    @Override
    void close();

    /** An epoch that is being written. */
    interface Draft {
        /**
         * Appends a chunk: entries in the form of {@link ChunkWriter}. Any thread may call this; the bytes are copied
         * or written before it returns.
         */
        Manifest.Chunk append(byte[] bytes, int length, long entries);

        /**
         * Makes the chunks durable, then the manifest, in one step that happens or not. The store may replace the
         * chunks of a table by others that say the same.
         *
         * <p>After a failure it may be called again. Until a call has returned nobody can know whether the epoch is
         * published: a run that gives up asks {@link #newest()}.
         *
         * @return the manifest as it was published
         */
        Manifest publish(Manifest manifest);

        /** Gives up. */
        void abandon();
    }

    /** Takes an entry of a table; the arguments are valid during the call. */
    @FunctionalInterface
    interface EntryReader {
        void entry(StateInput key, StateInput value);
    }

    /** Which entries are wanted: of key groups from a first to before a last, and those that are for all instances. */
    record KeyGroupFilter(int firstGroup, int endGroup, boolean isForAllWanted) {
        public boolean accepts(int group) {
            return group < 0 ? isForAllWanted : group >= firstGroup && group < endGroup;
        }
    }
}
