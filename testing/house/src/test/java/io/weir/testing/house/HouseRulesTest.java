package io.weir.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.house.JavaSource.Method;
import io.weir.testing.house.SourceTree.TextFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Shows each rule something that breaks it and something that does not: a rule that cannot fail guards nothing. */
class HouseRulesTest {
    private static final String ENGINE = "engine/src/main/java/io/weir/engine/";

    @Test
    void aLineOf121CharactersIsTooLong() {
        assertThat(TidyRules.longLines(new TextFile("a.java", "x".repeat(120) + "\n")))
                .isEmpty();
        assertThat(TidyRules.longLines(new TextFile("a.java", "\n" + "x".repeat(121))))
                .containsExactly("a.java:2 has 121 characters");
    }

    @Test
    void importsWithAStarAreFound() {
        JavaSource source =
                java(ENGINE + "A.java", "package io.weir.engine;\nimport java.util.*;\nimport java.io.File;\n");
        assertThat(TidyRules.wildcardImports(source)).containsExactly(ENGINE + "A.java:2");
    }

    @Test
    void varIsFoundButUntypedLambdaParametersAreNot() {
        JavaSource source = java(ENGINE + "A.java", """
                package io.weir.engine;
                class A {
                    // a var in a comment, "var x = 1"
                    void run() {
                        var x = 1;
                        for (var y : new int[0]) {}
                        java.util.function.IntUnaryOperator f = z -> z;
                    }
                }
                """);
        assertThat(TidyRules.inferredTypes(source)).containsExactly(ENGINE + "A.java:5", ENGINE + "A.java:6");
    }

    @Test
    void printingIsFoundOutsideOfTheCommand() {
        String text = "package p;\n/** A. */\nclass A {\n    void run() {\n        System.err.println();\n    }\n}\n";
        assertThat(TidyRules.standardStreams(java(ENGINE + "A.java", text))).containsExactly(ENGINE + "A.java:5");
        assertThat(TidyRules.standardStreams(java("cli/src/main/java/io/weir/cli/A.java", text)))
                .isEmpty();
    }

    @Test
    void aTypeWithoutADocIsFound() {
        JavaSource source =
                java(ENGINE + "A.java", "package p;\n/** A. */\nclass A {}\nclass B {}\n// C\nrecord C() {}\n");
        assertThat(TidyRules.undocumentedTypes(source)).containsExactly(ENGINE + "A.java: B", ENGINE + "A.java: C");
    }

    @Test
    void aMethodOf71LinesIsTooLong() {
        String body = "        i++;\n".repeat(69);
        JavaSource source = java(
                ENGINE + "A.java",
                "package p;\nclass A {\n    void a(int i) {\n" + body + "    }\n    void b(int i) {\n" + body + body
                        + "}}\n");
        assertThat(source.methods()).contains(new Method("a", 3, 71));
        assertThat(TidyRules.longMethods(source))
                .containsExactly(
                        ENGINE + "A.java#a has 71 lines, at line 3", ENGINE + "A.java#b has 140 lines, at line 74");
    }

    @Test
    void exceptionsMustBeNeededAndSayWhy() {
        Map<String, Long> sizes = Map.of("long", 500L, "short", 10L);
        assertThat(TidyRules.againstExceptions(sizes, 400, Map.of())).containsExactly("long has 500 lines");
        assertThat(TidyRules.againstExceptions(sizes, 400, Map.of("long", "one table")))
                .isEmpty();
        assertThat(TidyRules.againstExceptions(sizes, 400, Map.of("long", " ", "short", "why", "gone", "why")))
                .containsExactlyInAnyOrder(
                        "the exception for long has no reason",
                        "the exception for short is stale: it has 10 lines now",
                        "the exception for gone is stale: there is no such thing");
    }

    @Test
    void unfinishedWorkIsFound() {
        assertThat(TidyRules.unfinished(new TextFile("a.java", "// TO" + "DO later\n// todos los días\n")))
                .containsExactly("a.java:1: // TO" + "DO later");
    }

    @Test
    void aDisabledTestNeedsAReason() {
        assertThat(TidyRules.disabledWithoutReason(
                        new TextFile("a.java", "@Disabled\n@Disabled()\n@Disabled(\"needs a broker\")\n")))
                .hasSize(2);
    }

    @Test
    void registriesAndMachinePathsAreFound() {
        assertThat(TidyRules.registries(
                        new TextFile("pom.xml", "<url>repo." + "maven.example</url>\n<repo" + "sitory>\n")))
                .hasSize(2);
        assertThat(TidyRules.registries(new TextFile("pom.xml", "the repository holds maven's pom\n")))
                .isEmpty();
        assertThat(TidyRules.machinePaths(new TextFile("a.sql", "'path' = '/ho" + "me/ann/x'\n'/wo" + "rk/x'\n")))
                .hasSize(2);
        assertThat(TidyRules.machinePaths(
                        new TextFile("a.sql", "'target/wo" + "rk/x' '$HOME/wo" + "rk/' '/usr/lib/jvm/'\n")))
                .isEmpty();
    }

    @Test
    void lineEndsAreChecked() {
        assertThat(TidyRules.badLineEnds(new TextFile("a.md", "a\n"))).isEmpty();
        assertThat(TidyRules.badLineEnds(new TextFile("a.md", "a\r\nb"))).hasSize(2);
    }

    @Test
    void aLinkToNowhereIsFound() {
        TextFile document =
                new TextFile("docs/a.md", "[b](b.md) [c](../c.md#x)\n[gone](b/gone.md) [far](https://x.y/z)\n");
        assertThat(TidyRules.brokenLinks(document, Set.of("docs/b.md", "c.md")::contains))
                .containsExactly("docs/a.md:2 links to b/gone.md");
    }

    @Test
    void aPackageWithoutNullMarkedIsFound() {
        JavaSource type = java(ENGINE + "A.java", "package io.weir.engine;\n/** A. */\nclass A {}\n");
        JavaSource bare = java(ENGINE + "package-info.java", "/** E. */\npackage io.weir.engine;\n");
        JavaSource full = java(ENGINE + "package-info.java", "/** E. */\n@NullMarked\npackage io.weir.engine;\n");
        assertThat(TidyRules.unmarkedPackages(List.of(type)))
                .singleElement()
                .asString()
                .contains("has no package-info");
        assertThat(TidyRules.unmarkedPackages(List.of(type, bare)))
                .singleElement()
                .asString()
                .contains("@NullMarked");
        assertThat(TidyRules.unmarkedPackages(List.of(type, full))).isEmpty();
    }

    @Test
    void aDependencyAgainstTheArrowsIsFound() {
        String pom = "<dependency><groupId>io.weir</groupId><artifactId>weir-engine</artifactId></dependency>";
        assertThat(Architecture.forbiddenDependencies("plan", pom)).containsExactly("plan/pom.xml depends on engine");
        assertThat(Architecture.forbiddenDependencies("cli", pom)).isEmpty();
    }

    @Test
    void anImportThroughAWallIsFound() {
        assertThat(Architecture.forbiddenImports(importing("plan", "io.weir.engine.spi.Source")))
                .hasSize(1);
        assertThat(Architecture.forbiddenImports(importing("connectors/kafka", "io.weir.engine.runtime.Task")))
                .hasSize(1);
        assertThat(Architecture.forbiddenImports(importing("connectors/kafka", "io.weir.engine.spi.Source")))
                .isEmpty();
        assertThat(Architecture.forbiddenImports(importing("engine", "org.apache.flink.table.planner.Planner")))
                .hasSize(1);
        assertThat(Architecture.forbiddenImports(importing("flink", "org.apache.flink.table.planner.Planner")))
                .isEmpty();
    }

    @Test
    void aNameWrittenOutInFullGoesThroughNoWallEither() {
        JavaSource source = java("plan/src/main/java/A.java", """
                package p;
                class A {
                    Object a = new io.weir.engine.spi.Lines();
                    String b = java.io.File.separator;
                }
                """);
        assertThat(Architecture.forbiddenImports(source))
                .singleElement()
                .asString()
                .contains("io.weir.engine.spi.Lines");
    }

    @Test
    void aPackageOutsideItsModuleIsFound() {
        assertThat(Architecture.strayPackages(java(ENGINE + "A.java", "package io.weir.plan;\n")))
                .hasSize(1);
        assertThat(Architecture.strayPackages(java(ENGINE + "A.java", "package io.weir.engine.time;\n")))
                .isEmpty();
    }

    @Test
    void aCycleOfPackagesIsFoundWithTheImportsThatMakeIt() {
        JavaSource a = java(ENGINE + "a/A.java", "package io.weir.engine.a;\nimport io.weir.engine.b.B;\n");
        JavaSource b = java(ENGINE + "b/B.java", "package io.weir.engine.b;\nimport static io.weir.engine.c.C.x;\n");
        JavaSource c = java(ENGINE + "c/C.java", "package io.weir.engine.c;\nimport io.weir.engine.a.A;\n");
        assertThat(Architecture.packageCycles(List.of(a, b, c)))
                .singleElement()
                .asString()
                .startsWith("io.weir.engine.a -> io.weir.engine.b -> io.weir.engine.c -> io.weir.engine.a")
                .contains("c/C.java imports io.weir.engine.a.A");
        assertThat(Architecture.packageCycles(List.of(a, b))).isEmpty();
    }

    @Test
    void aModuleWithoutARowIsFound() {
        assertThat(Architecture.unknownModules("<module>gateway</module>")).contains("gateway has no row");
    }

    private static JavaSource importing(String module, String name) {
        return java(module + "/src/main/java/A.java", "package p;\nimport " + name + ";\n");
    }

    private static JavaSource java(String path, String text) {
        return JavaSource.parse(List.of(new TextFile(path, text))).get(0);
    }
}
