package io.weir.connector.files;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where the reading of a table's files goes on.
 *
 * @param cut the file that was begun
 * @param waiting the files that are known and were not begun, in their order
 * @param seen all files that were ever found, where the table is looked at again and again; otherwise none
 */
record FilesPosition(Optional<FileCut> cut, List<SourceFile> waiting, Collection<Path> seen) {
    /** True if this is the position of the same file among the same files. */
    boolean isSameFile(FilesPosition other) {
        return cut.map(FileCut::file).equals(other.cut.map(FileCut::file))
                && waiting.size() == other.waiting.size()
                && seen.size() == other.seen.size();
    }
}
