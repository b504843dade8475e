package io.weir.testing.simulation;

import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.Manifest;
import java.util.List;
import java.util.Optional;

/** A store that loses the first entry of every table when it is read. */
record LosingStore(EpochStore store) implements EpochStore {
    @Override
    public Optional<Manifest> newest() {
        return store.newest();
    }

    @Override
    public Optional<Manifest> newestBefore(long epoch) {
        return store.newestBefore(epoch);
    }

    @Override
    public Draft begin(long epoch) {
        return store.begin(epoch);
    }

    @Override
    public void read(List<Manifest.Chunk> chunks, KeyGroupFilter wanted, EntryReader reader) {
        boolean[] isFirst = {true};
        store.read(chunks, wanted, (key, value) -> {
            if (!isFirst[0]) {
                reader.entry(key, value);
            }
            isFirst[0] = false;
        });
    }

    @Override
    public void committed(Manifest manifest) {
        store.committed(manifest);
    }

    @Override
    public void discardFrom(long epoch) {
        store.discardFrom(epoch);
    }

    @Override
    public void close() {
        store.close();
    }
}
