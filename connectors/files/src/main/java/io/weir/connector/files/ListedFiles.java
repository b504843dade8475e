package io.weir.connector.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that a table had when its source was made. */
final class ListedFiles implements FileQueue {
    private final List<SourceFile> files;
    private int next;

    ListedFiles(List<SourceFile> files) {
        this.files = files;
    }

    @Override
    public @Nullable SourceFile next() {
        return hasEnded() ? null : files.get(next++);
    }

    @Override
    public List<SourceFile> waiting() {
        return files.subList(next, files.size());
    }

    @Override
    public boolean hasEnded() {
        return next >= files.size();
    }
}
