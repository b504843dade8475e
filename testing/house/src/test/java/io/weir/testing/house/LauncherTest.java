package io.weir.testing.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The launcher {@code weir} in a made-up house: a jar that is no jar, and Javas that are shell scripts which say how
 * they were called.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for a POSIX shell")
class LauncherTest {
    /** A Java that prints its arguments; makes the archive when asked to; and ends with 7 when told to "fail". */
    private static final String FAKE_JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in
                    -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
                        [ -z "${BREAK_ARCHIVE:-}" ] || exit 1
                        echo archive > "${argument#*=}" ;;
                esac
            done
            echo "java VERSION"
            echo "language ${LC_ALL:-}"
            for argument in "$@"; do echo "<$argument>"; done
            [ "${argument:-}" != fail ] || exit 7
            [ "${argument:-}" != training.sql ] || exit "${TRAINING_STATUS:-0}"
            """;

    @TempDir
    Path folder;

    private Path house;
    private Path jar;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void buildAHouse() throws IOException {
        house = folder.resolve("a house");
        jar = house.resolve("cli/target/weir/lib/weir-cli-1.jar");
        write(house.resolve("pom.xml"), "<project/>\n");
        write(house.resolve("cli/src/main/training/training.sql"), "");
        write(house.resolve("cli/src/main/training/training.ndjson"), "");
        write(jar, "");
        Files.copy(SourceTree.ofThisRepository().root().resolve("weir"), house.resolve("weir"));
        assertThat(house.resolve("weir").toFile().setExecutable(true)).isTrue();
        age(house.resolve("pom.xml"), 60);
        age(house.resolve("cli/src/main/training/training.sql"), 60);
        age(house.resolve("cli/src/main/training/training.ndjson"), 60);
        environment.put("WEIR_JAVA_HOME", java("17.0.1").toString());
    }

    @Test
    void passesArgumentsAndTheExitStatus() throws Exception {
        Result result = run("run", "a b.sql", "fail");
        assertThat(result.status()).isEqualTo(7);
        assertThat(result.output()).contains("<-jar>\n<" + jar.toRealPath() + ">\n<run>\n<a b.sql>\n<fail>\n");
    }

    @Test
    void worksThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link to weir"), house.resolve("weir"));
        assertThat(runScript(link, "--version").output()).contains("<" + jar.toRealPath() + ">\n<--version>\n");
    }

    @Test
    void prefersTheNewestJava() throws Exception {
        Path old = java("11.0.2");
        Path newest = java("999.0.1+3");
        environment.remove("WEIR_JAVA_HOME");
        environment.put("JAVA_HOME", old.toString());
        environment.put("PATH", newest.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
        assertThat(run("x").output()).contains("java 999.0.1+3\n");
    }

    @Test
    void refusesAJavaThatIsTooOld() throws Exception {
        environment.put("WEIR_JAVA_HOME", java("11.0.2").toString());
        Result result = run("x");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).contains("has no bin/java of version 17 or newer", "unset it");
    }

    @Test
    void saysWhatIsMissingWhenItCannotBuild() throws Exception {
        Files.delete(jar);
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "readlink", "find", "head", "sed", "cat", "mkdir", "rm")) {
            script(tools.resolve(tool), "exec " + onPath(tool) + " \"$@\"\n");
        }
        environment.put("PATH", tools.toString());
        Result result = run("x");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.errors()).contains("Maven is not on the PATH", "Install Maven 3.8 or newer");
    }

    @ParameterizedTest
    @MethodSource("sourcesOfTheCommand")
    void buildsWhenASourceIsNewer(String source) throws Exception {
        Path maven = folder.resolve("maven/mvn");
        script(maven, "echo \"$JAVA_HOME $*\" > mvn.called\n");
        environment.put("PATH", maven.getParent() + File.pathSeparator + System.getenv("PATH"));
        run("x");
        assertThat(house.resolve("mvn.called")).doesNotExist();
        write(house.resolve(source), "");
        age(jar, 30);
        Result result = run("x");
        assertThat(result.errors()).contains("sources have changed, building");
        assertThat(house.resolve("mvn.called")).content().contains(environment.get("WEIR_JAVA_HOME") + " ", "-Dquick");
        assertThat(result.status()).isZero();
    }

    /** A source in each module that the command is made of, and what else is packed into it. */
    static Stream<String> sourcesOfTheCommand() {
        Stream<String> modules = Architecture.MODULES.stream()
                .filter(module -> module.folder().equals("cli"))
                .flatMap(command -> Stream.concat(
                        Stream.of("cli"), command.mayUse().stream().sorted()))
                .map(module -> module + "/src/main/java/A.java");
        return Stream.concat(modules, Stream.of("gallery/shop/visitors.sql", "docs/how-to/runbooks/lag.md"));
    }

    @Test
    void archivesClassesOnceAndUsesTheArchive() throws Exception {
        assertThat(run("x").errors()).contains("archiving classes for Java 17");
        Result second = run("x");
        assertThat(second.errors()).isEmpty();
        assertThat(second.output()).contains("<-XX:SharedArchiveFile=" + house.toRealPath());
    }

    @Test
    void usesTheNewKindOfArchiveWhereJavaHasIt() throws Exception {
        environment.put("WEIR_JAVA_HOME", java("25.0.3+9-LTS").toString());
        assertThat(run("x").output()).contains("<-XX:AOTCache=" + house.toRealPath());
    }

    @Test
    void archivesAgainAfterABuildAndAfterDamage() throws Exception {
        run("x");
        Path archive = archive();
        age(archive, 90);
        age(jar, 30);
        assertThat(run("x").errors()).contains("archiving classes");
        Files.writeString(archive, "a");
        assertThat(run("x").errors()).contains("archiving classes");
        assertThat(run("x").errors()).isEmpty();
    }

    @Test
    void runsWithoutAnArchiveWhereNoneCanBeMade() throws Exception {
        run("x");
        age(archive(), 90);
        age(jar, 30);
        environment.put("BREAK_ARCHIVE", "yes");
        Result first = run("x");
        assertThat(first.errors()).contains("could not archive the classes");
        assertThat(first.output()).contains("<x>").doesNotContain("SharedArchiveFile");
        Result second = run("x");
        assertThat(second.errors()).isEmpty();
        assertThat(second.status()).isZero();
    }

    @Test
    void preparingFailsWithTheTrainingRunButRunningDoesNot() throws Exception {
        environment.put("TRAINING_STATUS", "2");
        Result prepared = run("--prepare");
        assertThat(prepared.status()).isEqualTo(1);
        assertThat(prepared.errors()).contains("the training run ended with status 2; see ");
        assertThat(run("x").output()).contains("<-XX:SharedArchiveFile=", "<x>");
    }

    @Test
    void preparingRunsNothing() throws Exception {
        Result prepared = run("--prepare");
        assertThat(prepared.status()).isZero();
        assertThat(prepared.output()).isEmpty();
        assertThat(archive()).exists();
    }

    @Test
    void namesOfFilesMayHaveAnyLettersWhereNoLanguageIsSet() throws Exception {
        assertThat(run("x").output()).contains("language C.UTF-8\n");
        environment.put("LC_ALL", "POSIX");
        assertThat(run("x").output()).contains("language C.UTF-8\n");
        environment.put("LC_ALL", "");
        environment.put("LANG", "de_DE.UTF-8");
        assertThat(run("x").output()).contains("language \n");
    }

    @Test
    void takesOptionsForTheJvmAndKeepsOutOfTheChoiceOfCollector() throws Exception {
        assertThat(run("x").output()).contains("<-XX:+UseParallelGC>");
        environment.put("WEIR_JAVA_OPTS", "-Xmx1g -XX:+UseZGC");
        assertThat(run("x").output()).contains("<-Xmx1g>\n<-XX:+UseZGC>").doesNotContain("UseParallelGC");
    }

    private record Result(int status, String output, String errors) {}

    private Result run(String... arguments) throws IOException, InterruptedException {
        return runScript(house.resolve("weir"), arguments);
    }

    private Result runScript(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("WEIR_")
                        || name.startsWith("LC_")
                        || name.equals("LANG")
                        || name.equals("JAVA_HOME"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends within 30 s").isTrue();
        return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    /** Makes a Java of that version; named by it, so that each test may have several. */
    private Path java(String version) throws IOException {
        Path home = folder.resolve("jdk " + version);
        String number = version.contains("+") ? version.substring(0, version.indexOf('+')) : version;
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"nobody\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"" + number + "\"\n");
        for (String tool : List.of("java", "javac")) {
            script(home.resolve("bin/" + tool), FAKE_JAVA.replace("VERSION", version));
        }
        return home;
    }

    private Path archive() throws IOException {
        try (Stream<Path> files = Files.list(house.resolve("cli/target/weir"))) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path onPath(String tool) {
        for (String entry : System.getenv("PATH").split(File.pathSeparator)) {
            Path file = Path.of(entry, tool);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        assumeTrue(false, "no " + tool + " on the PATH");
        throw new AssertionError();
    }

    private static void script(Path file, String text) throws IOException {
        write(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static void age(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }
}
