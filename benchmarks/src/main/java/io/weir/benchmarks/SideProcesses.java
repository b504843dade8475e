package io.weir.benchmarks;

import io.weir.benchmarks.side.SideKind;
import io.weir.benchmarks.side.SideMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The command lines of the sides' processes: all use the JDK of this one. */
final class SideProcesses {
    private static final int HEAP_GIGABYTES_MAX = 8;

    private final Path home;
    private final List<String> java = new ArrayList<>();

    SideProcesses(Path home) throws IOException {
        this.home = home;
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(opened(home.resolve("cli/target/weir/lib")));
        // The machine's quarter, which is the default, may not do for the state that Flink keeps.
        java.add("-Xmx" + HEAP_GIGABYTES_MAX + "g");
    }

    /**
     * A JVM that runs another main class.
     *
     * @param first a folder in {@code benchmarks/target} whose jars come before all others, if it is there
     */
    List<String> ofMain(String first, String mainClass, String argument) {
        List<String> command = new ArrayList<>(java);
        String classPath = home.resolve("benchmarks/target").resolve(first) + "/*";
        command.addAll(List.of("-cp", classPath + File.pathSeparator + System.getProperty("java.class.path")));
        command.add(mainClass);
        command.add(argument);
        return command;
    }

    /** One JVM which answers several times. */
    List<String> inJvm(SideKind side, Path queryFolder, int runs, Path sideFolder) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SideMain.class.getName()));
        command.add(side.id());
        command.add(queryFolder.resolve("task.properties").toString());
        command.add(Integer.toString(runs));
        command.add(sideFolder.toString());
        return command;
    }

    /** A process which answers once, as a user would start it. */
    List<String> once(SideKind side, Path queryFolder, Path sideFolder) {
        if (side.isCommand()) {
            return List.of(
                    home.resolve("weir").toString(),
                    "run",
                    "--engine",
                    "native",
                    queryFolder.resolve("query.sql").toString());
        }
        return inJvm(side, queryFolder, 1, sideFolder);
    }

    /**
     * What the manifest of Weir's command opens (Flink needs it), as options, since no manifest counts on a class path.
     */
    private static List<String> opened(Path lib) throws IOException {
        List<String> options = new ArrayList<>();
        try (Stream<Path> jars = Files.list(lib)) {
            Path cli = jars.filter(jar -> jar.getFileName().toString().startsWith("weir-cli-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("Weir's command is not built: no weir-cli jar in " + lib));
            try (JarFile jar = new JarFile(cli.toFile())) {
                Attributes attributes = jar.getManifest().getMainAttributes();
                for (String each : attributes.getValue("Add-Opens").split(" ")) {
                    options.add("--add-opens=" + each + "=ALL-UNNAMED");
                }
                for (String each : attributes.getValue("Add-Exports").split(" ")) {
                    options.add("--add-exports=" + each + "=ALL-UNNAMED");
                }
            }
        }
        options.add("--enable-native-access=ALL-UNNAMED");
        return options;
    }
}
