package io.weir.testing.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the corpus. */
public final class Corpus {

    private static final String SUFFIX = ".sql";

    private Corpus() {}

    /** The folder of the cases, seen from the module's folder or from the root of the repository. */
    public static Path root() {
        Path fromModule = Path.of("cases");
        return Files.isDirectory(fromModule) ? fromModule : Path.of("testing", "sql", "cases");
    }

    /** The names of all cases that contain {@code part}, in the order of the alphabet. */
    public static List<String> names(Path root, String part) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(SUFFIX))
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> name.contains(part))
                    .sorted()
                    .toList();
        }
    }
}
