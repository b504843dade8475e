package io.weir.testing.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A jar with the classes of a case's functions, compiled from the case's own Java files: in no class path, so that a
 * class is found only where the case says.
 */
final class FunctionsJar {
    static final String NAME = "functions.jar";
    static final String SOURCE_SUFFIX = ".java";

    private FunctionsJar() {}

    /** Compiles all Java files of a folder into a jar beside them; does nothing if there are none. */
    static void build(Path directory) throws IOException {
        List<Path> sources = files(directory, SOURCE_SUFFIX);
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("The corpus needs a JDK: this Java has no compiler");
        }
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "--release",
                "17",
                "-parameters",
                "-proc:none",
                "-nowarn",
                "-classpath",
                System.getProperty("java.class.path"));
        StringWriter messages = new StringWriter();
        boolean isCompiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        options,
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                .call();
        if (!isCompiled) {
            throw new IllegalStateException("The case's Java files cannot be compiled:\n" + messages);
        }
        try (OutputStream file = Files.newOutputStream(directory.resolve(NAME));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Path compiled : files(classes, ".class")) {
                jar.putNextEntry(
                        new JarEntry(classes.relativize(compiled).toString().replace('\\', '/')));
                Files.copy(compiled, jar);
                jar.closeEntry();
            }
        }
    }

    private static List<Path> files(Path directory, String suffix) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return new ArrayList<>(paths.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList());
        }
    }
}
