package io.weir.testing.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The repository as it lies on the disk: every text file that a person wrote, and the Java files parsed.
 *
 * <p>Read once per test run. Folders that a build or a tool makes are left out.
 */
final class SourceTree {
    private static final Set<String> MADE_FOLDERS = Set.of("target", ".git", ".idea", ".vscode", ".settings", ".weir");
    private static final Set<String> TEXT_ENDINGS =
            Set.of("java", "xml", "md", "sql", "sh", "json", "yml", "yaml", "properties", "svg", "html", "css", "js");
    private static final Set<String> SCRIPTS = Set.of("weir", ".ci/run", "benchmarks/run");

    private final Path root;
    private final List<TextFile> files;
    private final List<JavaSource> java;

    private SourceTree(Path root, List<TextFile> files, List<JavaSource> java) {
        this.root = root;
        this.files = files;
        this.java = java;
    }

    /** Text of one file; {@code path} is relative to the root, with slashes. */
    record TextFile(String path, String text) {
        boolean isScript() {
            return path.endsWith(".sh") || SCRIPTS.contains(path);
        }
    }

    private static final class Holder {
        static final SourceTree TREE = read(findRoot());
    }

    /** The tree that this module is a part of. */
    static SourceTree ofThisRepository() {
        return Holder.TREE;
    }

    Path root() {
        return root;
    }

    List<TextFile> files() {
        return files;
    }

    List<JavaSource> java() {
        return java;
    }

    /** The Java files that are shipped: not the tests. */
    List<JavaSource> mainJava() {
        return java.stream().filter(JavaSource::isMain).toList();
    }

    private static Path findRoot() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("weir")) && Files.isRegularFile(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no folder with pom.xml and the launcher `weir` above " + start);
    }

    private static SourceTree read(Path root) {
        List<TextFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean made = MADE_FOLDERS.contains(folder.getFileName().toString());
                    return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String path = root.relativize(file).toString().replace('\\', '/');
                    if (isText(path)) {
                        files.add(new TextFile(path, Files.readString(file)));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the source tree at " + root, e);
        }
        files.sort(Comparator.comparing(TextFile::path));
        List<TextFile> javaFiles =
                files.stream().filter(file -> file.path().endsWith(".java")).toList();
        return new SourceTree(root, List.copyOf(files), JavaSource.parse(javaFiles));
    }

    private static boolean isText(String path) {
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TEXT_ENDINGS.contains(ending) || SCRIPTS.contains(path);
    }
}
