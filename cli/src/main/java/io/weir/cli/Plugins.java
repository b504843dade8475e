package io.weir.cli;

import io.weir.flink.SessionJars;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder in which connectors, formats and functions of others lie: {@code plugins} beside the launcher. */
final class Plugins {
    private Plugins() {}

    /** The options with the jars in it among those of {@code pipeline.jars}. */
    static Map<String, String> added(Map<String, String> configuration) {
        String jars = jars();
        if (jars.isEmpty()) {
            return configuration;
        }
        Map<String, String> all = new TreeMap<>(configuration);
        all.merge(SessionJars.KEY, jars, (given, found) -> given + ";" + found);
        return all;
    }

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
