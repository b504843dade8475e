package io.weir.cli;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder in which connectors, formats and functions of others lie: {@code plugins} beside the launcher. */
final class Plugins {
    private Plugins() {}

    /** The jars in it, as a value of {@code pipeline.jars}; empty if there are none. */
    static String jars() {
        String given = System.getenv("WEIR_PLUGINS");
        Path folder = given == null ? Path.of(System.getProperty("weir.home", "."), "plugins") : Path.of(given);
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(file -> file.toAbsolutePath().toString())
                    .collect(Collectors.joining(";"));
        } catch (IOException e) {
            throw new WeirException(ErrorCode.IO_FAILED, "The folder " + folder + " cannot be read: " + e, "", "", e);
        }
    }
}
