package io.weir.connector.files;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files a table has: those of its folder, or those of its partitions. May be listed again and again.
 *
 * @param path the table's absolute path
 * @param pattern what a file's path must match
 * @param partitionKeys the keys, in the order of the folders; empty for a table without partitions
 * @param defaultName the name that stands for a value that is NULL
 * @param wanted the only partitions that are wanted, without values that are NULL
 */
record FileListing(
        Path path,
        Optional<Pattern> pattern,
        List<String> partitionKeys,
        String defaultName,
        Optional<Set<Map<String, String>>> wanted) {

    /** The files, in the order in which they are read. */
    List<SourceFile> list() {
        if (partitionKeys.isEmpty()) {
            return FileLister.list(path, pattern, Map.of());
        }
        try {
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            List<SourceFile> files = new ArrayList<>();
            addPartitions(path, new LinkedHashMap<>(), files);
            return files;
        } catch (IOException e) {
            throw FileErrors.reading(path, e);
        }
    }

    private void addPartitions(Path folder, Map<String, String> above, List<SourceFile> files) throws IOException {
        if (above.size() == partitionKeys.size()) {
            if (wanted.isEmpty() || wanted.get().contains(PartitionColumn.withoutNulls(above, defaultName))) {
                files.addAll(FileLister.list(folder, pattern, Map.copyOf(above)));
            }
            return;
        }
        List<Path> children;
        try (Stream<Path> stream = Files.list(folder)) {
            children = stream.filter(child -> !FilePaths.isHidden(child))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        for (Path child : children) {
            Map.Entry<String, String> entry = entry(child, above);
            Map<String, String> values = new LinkedHashMap<>(above);
            values.put(entry.getKey(), entry.getValue());
            addPartitions(child, values, files);
        }
    }

    private Map.Entry<String, String> entry(Path child, Map<String, String> above) {
        Optional<Map.Entry<String, String>> entry =
                PartitionPaths.parse(String.valueOf(child.getFileName())).filter(it -> Files.isDirectory(child));
        if (entry.isEmpty()
                || !partitionKeys.contains(entry.get().getKey())
                || above.containsKey(entry.get().getKey())) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "is no folder of a partition, such as " + partitionKeys.get(above.size()) + "=value",
                    "path " + child,
                    "The table is partitioned by " + String.join(", ", partitionKeys)
                            + ": move what is no partition out of its folder",
                    null);
        }
        return entry.get();
    }
}
