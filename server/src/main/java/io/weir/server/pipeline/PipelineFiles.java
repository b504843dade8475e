package io.weir.server.pipeline;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that are served: those that were named, and all {@code .sql} files of the folders that were named.
 *
 * <p>Somebody may be writing a file while it is looked at; so a change counts only when a second look finds the file as
 * the first did, and a file is gone only when a second look does not find it either. A file that cannot be read keeps
 * the text that it had, and says why. A folder that is gone says nothing of its files.
 */
final class PipelineFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineFiles.class);
    private static final String ENDING = ".sql";

    private final List<Path> paths;
    /** Those of the paths that are folders, and the files that each had when it could be looked at. */
    private final Map<Path, List<Path>> listed = new HashMap<>();

    private final Set<Path> unlisted = new TreeSet<>();
    private final Map<Path, Seen> seen = new HashMap<>();
    private Set<String> namesBefore = Set.of();

    /**
     * How a file was when it was looked at.
     *
     * @param text what it had when it last stood still; "" before that
     * @param obstacle why it cannot be read; always the same one while that is so
     */
    private record Seen(
            long modifiedMillis,
            long bytes,
            boolean isRead,
            boolean hasText,
            String text,
            Optional<WeirException> obstacle) {
        static final Seen NEVER = new Seen(-1, -1, false, false, "", Optional.empty());

        Seen changed(long newMillis, long newBytes) {
            return new Seen(newMillis, newBytes, false, hasText, text, obstacle);
        }

        Seen read(String newText) {
            return new Seen(modifiedMillis, bytes, true, true, newText, Optional.empty());
        }

        Seen unreadable(WeirException reason) {
            boolean isKnown = obstacle.filter(
                            known -> String.valueOf(known.getMessage()).equals(reason.getMessage()))
                    .isPresent();
            return isKnown ? this : new Seen(modifiedMillis, bytes, false, hasText, text, Optional.of(reason));
        }
    }

    /**
     * Names the files and folders.
     *
     * @throws WeirException if one is not there, or two files have the same name
     */
    PipelineFiles(List<Path> paths) {
        this.paths = List.copyOf(paths);
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "There is no file or folder " + path,
                        "",
                        "Give the path of a folder with .sql files, or of a .sql file",
                        null);
            }
        }
        Map<String, Path> names = new TreeMap<>();
        for (Path file : files()) {
            Path other = names.put(name(file), file);
            if (other != null) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "Two files have the name " + name(file) + ": " + other + " and " + file,
                        "",
                        "Rename one: a pipeline has the name of its file",
                        null);
            }
        }
    }

    /** The names of all pipelines whose files are there, or were a look before, whether they can be read or not. */
    Set<String> names() {
        Set<String> now = new TreeSet<>();
        files().forEach(file -> now.add(name(file)));
        Set<String> names = new TreeSet<>(now);
        names.addAll(namesBefore);
        namesBefore = now;
        return names;
    }

    /** The files with the texts that they had when they last stood still, and those that cannot be read. */
    List<SqlFile> look() {
        Map<String, SqlFile> found = new TreeMap<>();
        for (Path file : files()) {
            Seen now = look(file);
            if (now.hasText || now.obstacle.isPresent()) {
                found.putIfAbsent(name(file), new SqlFile(name(file), file, now.text, now.obstacle));
            }
        }
        return List.copyOf(found.values());
    }

    private Seen look(Path file) {
        Seen before = seen.getOrDefault(file, Seen.NEVER);
        Seen now = before;
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            long modified = attributes.lastModifiedTime().toMillis();
            if (modified != before.modifiedMillis || attributes.size() != before.bytes) {
                now = before.changed(modified, attributes.size());
            } else if (!before.isRead) {
                now = before.read(Files.readString(file));
            }
        } catch (NoSuchFileException e) {
            // It has just gone: the next look does not find it any more.
            return before;
        } catch (IOException e) {
            now = before.unreadable(obstacle(file, e));
        }
        seen.put(file, now);
        return now;
    }

    private static WeirException obstacle(Path file, IOException failure) {
        if (failure instanceof CharacterCodingException) {
            return new WeirException(
                    ErrorCode.USAGE, "The file is not UTF-8 text", file.toString(), "Save it as UTF-8", failure);
        }
        return new WeirException(
                ErrorCode.USAGE,
                failure instanceof AccessDeniedException
                        ? "The file may not be read"
                        : "The file cannot be read: " + failure.getMessage(),
                file.toString(),
                "Check its permissions",
                failure);
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (listed.containsKey(path) || Files.isDirectory(path)) {
                files.addAll(list(path));
            } else if (Files.exists(path)) {
                files.add(path);
            }
        }
        Collections.sort(files);
        return files;
    }

    /** What a folder has, or had when it could be looked at. */
    private List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            listed.put(folder, entries.filter(PipelineFiles::isServed).toList());
            unlisted.remove(folder);
        } catch (IOException | UncheckedIOException e) {
            if (!listed.containsKey(folder)) {
                throw new WeirException(
                        ErrorCode.IO_FAILED, "The folder " + folder + " cannot be read: " + e, "", "", e);
            }
            if (unlisted.add(folder)) {
                LOG.warn("The folder {} cannot be read, and what was served of it goes on: {}", folder, e.toString());
            }
        }
        return listed.getOrDefault(folder, List.of());
    }

    private static boolean isServed(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    private static String name(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
