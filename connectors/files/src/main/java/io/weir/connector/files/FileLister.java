package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lists the files of a table in the order in which they are read: by path, name by name. As in Flink, folders are
 * searched to any depth, names that begin with a dot or an underscore are left out, and a pattern must match a file's
 * whole absolute path.
 */
final class FileLister {
    private static final int DEPTH_MAX = 256;
    /** How often what goes and comes back is looked at. */
    private static final int TRIES = 100;

    private final Optional<Pattern> pattern;
    private final Map<String, String> partition;
    private final List<SourceFile> files = new ArrayList<>();

    private FileLister(Optional<Pattern> pattern, Map<String, String> partition) {
        this.pattern = pattern;
        this.partition = partition;
    }

    /** The files below, or at, a path; none for an empty folder. */
    static List<SourceFile> list(Path path, Optional<Pattern> pattern, Map<String, String> partition) {
        FileLister lister = new FileLister(pattern, partition);
        lister.add(path, 0);
        return List.copyOf(lister.files);
    }

    private void add(Path path, int depth) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                if (depth > DEPTH_MAX) {
                    throw new FileSystemLoopException(path.toString());
                }
                addFolder(path, depth);
            } else if (pattern.isEmpty()
                    || pattern.get().matcher(path.toString()).matches()) {
                addFile(path, attributes);
            }
        } catch (IOException e) {
            throw FileErrors.reading(path, e);
        }
    }

    private void addFolder(Path folder, int depth) throws IOException {
        List<Path> children;
        try (Stream<Path> stream = Files.list(folder)) {
            children = stream.filter(child -> !FilePaths.isHidden(child))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        for (Path child : children) {
            addChild(child, depth + 1);
        }
    }

    /** What was renamed or deleted after its folder was listed is not there; what a link names should be. */
    private void addChild(Path child, int depth) {
        for (int tries = 1; ; tries++) {
            try {
                add(child, depth);
                return;
            } catch (WeirException e) {
                boolean mayBeGone = e.code() == ErrorCode.IO_NOT_FOUND || e.code() == ErrorCode.IO_DENIED;
                if (!mayBeGone || Files.isSymbolicLink(child) || tries == TRIES) {
                    throw e;
                }
                if (Files.notExists(child)) {
                    return;
                }
            }
        }
    }

    private void addFile(Path path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "is neither a file nor a folder, but a pipe or a device",
                    "path " + path,
                    "To read standard input, use 'connector' = 'stdin'",
                    null);
        }
        if (!Files.isReadable(path)) {
            throw new AccessDeniedException(path.toString());
        }
        files.add(new SourceFile(
                path, attributes.size(), attributes.lastModifiedTime().toMillis(), partition));
    }
}
