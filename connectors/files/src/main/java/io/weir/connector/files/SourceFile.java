package io.weir.connector.files;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file to be read, as it was when it was found.
 *
 * @param path its absolute path
 * @param bytes its size
 * @param modificationMillis when it was last modified, in milliseconds since 1970
 * @param partition the values of the partition keys as the names of its folders have them; empty for a table without
 */
record SourceFile(Path path, long bytes, long modificationMillis, Map<String, String> partition) {
    /** How messages name it. */
    String label() {
        return "file " + path;
    }
}
