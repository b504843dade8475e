package io.weir.connector.files;

import java.nio.file.Path;

/**
 * A file to be read, as it was when the source was made.
 *
 * @param path its absolute path
 * @param bytes its size
 * @param modificationMillis when it was last modified, in milliseconds since 1970
 */
record SourceFile(Path path, long bytes, long modificationMillis) {
    /** How messages name it. */
    String label() {
        return "file " + path;
    }
}
