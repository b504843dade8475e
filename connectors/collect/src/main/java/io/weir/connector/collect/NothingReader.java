package io.weir.connector.collect;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import org.jspecify.annotations.Nullable;

/** A reader for whom there is no split. */
final class NothingReader implements SourceReader {
    private final boolean isBounded;

    NothingReader(boolean isBounded) {
        this.isBounded = isBounded;
    }

    @Override
    public @Nullable Batch poll() {
        return null;
    }

    @Override
    public int[] splits() {
        return new int[0];
    }

    @Override
    public boolean isFinished() {
        return isBounded;
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(0, 0, 0);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
