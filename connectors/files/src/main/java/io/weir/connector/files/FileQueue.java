package io.weir.connector.files;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a table, one after the other, as they are found. Used under its user's lock. */
interface FileQueue {
    /** The next file; null if there is none, or none yet. */
    @Nullable
    SourceFile next();

    /** The files that are known and were not given. */
    List<SourceFile> waiting();

    /** All files that were ever found, where that is needed to know new ones. */
    default Collection<Path> seen() {
        return List.of();
    }

    /** True if no file will follow. */
    boolean hasEnded();
}
