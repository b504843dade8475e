package io.weir.connector.files;

import org.jspecify.annotations.Nullable;

/** The files of a table, one after the other, as they are found. Used under its user's lock. */
interface FileQueue {
    /** The next file; null if there is none, or none yet. */
    @Nullable
    SourceFile next();

    /** True if no file will follow. */
    boolean hasEnded();
}
