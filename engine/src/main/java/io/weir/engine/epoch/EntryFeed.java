package io.weir.engine.epoch;

import io.weir.engine.state.StateInput;

/** Hands the entries of a merge to whoever restores a table; keys that are gone are left out. */
final class EntryFeed implements ChunkMerge.Taker {
    private final EpochStore.EntryReader reader;
    private final StateInput key = new StateInput();
    private final StateInput value = new StateInput();

    EntryFeed(EpochStore.EntryReader reader) {
        this.reader = reader;
    }

    @Override
    public void take(ChunkCursor entry) {
        if (entry.valueLength >= 0) {
            byte[] bytes = entry.bytes();
            key.reset(bytes, entry.keyStart, entry.keyStart + entry.keyLength);
            value.reset(bytes, entry.valueStart, entry.valueStart + entry.valueLength);
            reader.entry(key, value);
        }
    }
}
