package io.weir.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.house.JavaSource.Method;
import io.weir.testing.house.SourceTree.TextFile;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Holds over the whole tree what the formatter and the compiler cannot see; each failure says what to do. */
class TidyTest {
    /** Files that may be longer than {@link TidyRules#FILE_LINES_MAX} lines: path to reason. */
    private static final Map<String, String> LONG_FILES = Map.of(
            "engine/src/main/java/io/weir/engine/expression/ArithmeticFunctions.java",
            "one family of operators over all pairs of numeric types; a split would part what shares its type rules",
            "engine/src/main/java/io/weir/engine/expression/StringFunctions.java",
            "a list of some sixty functions of one family, each a line of registration and a kernel",
            "server/src/main/java/io/weir/server/metrics/Metric.java",
            "the catalogue of metrics: a list, each with its name, type, unit, help and labels");

    /** Methods that may be longer than {@link TidyRules#METHOD_LINES_MAX} lines: {@code path#name} to reason. */
    private static final Map<String, String> LONG_METHODS = Map.of(
            "engine/src/main/java/io/weir/engine/expression/TextParsers.java#parseDecimal",
            "one pass over the bytes of a number, whose steps share all their variables");

    private final SourceTree tree = SourceTree.ofThisRepository();

    @Test
    void theTreeIsRead() {
        assertThat(tree.java()).hasSizeGreaterThan(10);
        assertThat(tree.files()).extracting(TextFile::path).contains("weir", "pom.xml", ".ci/run");
    }

    @Test
    void linesEndAt120() {
        List<TextFile> files = tree.files().stream()
                .filter(file -> file.path().endsWith(".java") || file.isScript())
                .toList();
        assertThat(each(files, TidyRules::longLines))
                .as("Break these lines before column 121.")
                .isEmpty();
    }

    @Test
    void importsNameOneThing() {
        assertThat(each(tree.java(), TidyRules::wildcardImports))
                .as("Import each class by its name.")
                .isEmpty();
    }

    @Test
    void variablesNameTheirType() {
        assertThat(each(tree.java(), TidyRules::inferredTypes))
                .as("Write the type instead of var: the reader has no compiler in the head.")
                .isEmpty();
    }

    @Test
    void nothingIsLeftUnfinished() {
        List<TextFile> files = tree.files().stream()
                .filter(file -> !file.path().endsWith(".md"))
                .toList();
        assertThat(each(files, TidyRules::unfinished))
                .as("Finish it, or write an issue and delete the note.")
                .isEmpty();
    }

    @Test
    void aDisabledTestSaysWhy() {
        assertThat(each(javaFiles(), TidyRules::disabledWithoutReason))
                .as("Mend the test, or write @Disabled(\"why, and when it comes back\").")
                .isEmpty();
    }

    @Test
    void standardStreamsBelongToTheCommand() {
        assertThat(each(tree.mainJava(), TidyRules::standardStreams))
                .as("Throw, count or log instead; only the folders in TidyRules.STANDARD_STREAM_FOLDERS print.")
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        assertThat(TidyRules.unmarkedPackages(tree.mainJava()))
                .as("Add package-info.java: a doc comment, @NullMarked, package, import.")
                .isEmpty();
    }

    @Test
    void everyTopLevelTypeSaysWhatItIs() {
        assertThat(each(tree.mainJava(), TidyRules::undocumentedTypes))
                .as("Write a class doc: one sentence that says what it is and why it is there.")
                .isEmpty();
    }

    @Test
    void filesAreShort() {
        Map<String, Long> lines = new TreeMap<>();
        for (JavaSource source : tree.java()) {
            lines.put(source.path(), source.text().lines().count());
        }
        assertThat(TidyRules.againstExceptions(lines, TidyRules.FILE_LINES_MAX, LONG_FILES))
                .as("Above 400 lines: take a part out, or add the file to TidyTest.LONG_FILES with the reason.")
                .isEmpty();
    }

    @Test
    void methodsFitOnAScreen() {
        Map<String, Long> lines = new TreeMap<>();
        for (JavaSource source : tree.java()) {
            for (Method method : source.methods()) {
                lines.merge(TidyRules.key(source, method), method.lines(), Math::max);
            }
        }
        assertThat(TidyRules.againstExceptions(lines, TidyRules.METHOD_LINES_MAX, LONG_METHODS))
                .as("Above 70 lines: split the method, or add it to TidyTest.LONG_METHODS with the reason.")
                .isEmpty();
    }

    @Test
    void textFilesEndWithANewlineAndHaveUnixLines() {
        assertThat(each(tree.files(), TidyRules::badLineEnds))
                .as("End the file with a newline, and use \\n alone.")
                .isEmpty();
    }

    @Test
    void noRegistryIsNamed() {
        assertThat(each(tree.files(), TidyRules::registries))
                .as("Leave the registry to the person's own Maven settings.")
                .isEmpty();
    }

    @Test
    void noPathOfOneMachineIsNamed() {
        assertThat(each(tree.files(), TidyRules::machinePaths))
                .as("Use a path relative to the repository, or a temporary folder.")
                .isEmpty();
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() {
        List<TextFile> documents = tree.files().stream()
                .filter(file -> file.path().endsWith(".md"))
                .toList();
        assertThat(documents).extracting(TextFile::path).contains("README.md", "ARCHITECTURE.md");
        assertThat(each(
                        documents,
                        file -> TidyRules.brokenLinks(
                                file, path -> Files.exists(tree.root().resolve(path)))))
                .as("Mend the link, or write what it leads to.")
                .isEmpty();
    }

    private List<TextFile> javaFiles() {
        return tree.files().stream()
                .filter(file -> file.path().endsWith(".java"))
                .toList();
    }

    private static <T> List<String> each(List<T> things, Function<T, List<String>> rule) {
        return things.stream().flatMap(thing -> rule.apply(thing).stream()).toList();
    }
}
