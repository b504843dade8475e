package io.weir.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.testing.house.SourceTree.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the arrows between modules and packages over the whole tree; {@link Architecture} has the table. */
class ArchitectureTest {
    private final SourceTree tree = SourceTree.ofThisRepository();

    @Test
    void everyModuleHasARowInTheTable() {
        assertThat(Architecture.unknownModules(text("pom.xml")))
                .as("Keep the root pom, Architecture.MODULES and the tree in ARCHITECTURE.md alike.")
                .isEmpty();
    }

    @Test
    void theTreeInTheDocumentNamesEveryModule() {
        String document = text("ARCHITECTURE.md");
        // formats/json stands there as "formats/json · csv", connectors/files as "files" below "connectors/".
        assertThat(Architecture.MODULES)
                .as("Add the module to the tree in ARCHITECTURE.md, with one line that says what it is.")
                .allSatisfy(module -> assertThat(document)
                        .containsPattern("(?m)^ *([\\w/]+ · )?(\\w+/)*"
                                + module.folder().substring(module.folder().lastIndexOf('/') + 1) + "/?[ ]"));
    }

    @Test
    void modulesDependOnlyOnWhatTheTableAllows() {
        List<String> breaches = new ArrayList<>();
        for (Architecture.Module module : Architecture.MODULES) {
            breaches.addAll(Architecture.forbiddenDependencies(module.folder(), text(module.folder() + "/pom.xml")));
        }
        assertThat(breaches)
                .as("Arrows point one way: move the code to the lower module, or hand it in through an interface.")
                .isEmpty();
    }

    @Test
    void packagesLieInTheirModule() {
        assertThat(tree.java().stream().flatMap(source -> Architecture.strayPackages(source).stream()))
                .as("One package root per module, as in Architecture.MODULES.")
                .isEmpty();
    }

    @Test
    void importsStayWithinTheWalls() {
        assertThat(tree.java().stream().flatMap(source -> Architecture.forbiddenImports(source).stream()))
                .as("Use what the module may see; connectors and formats see the engine through its spi.")
                .isEmpty();
    }

    @Test
    void packagesOfAModuleFormNoCycle() {
        Map<String, List<JavaSource>> byModule = tree.mainJava().stream()
                .collect(Collectors.groupingBy(JavaSource::module, TreeMap::new, Collectors.toList()));
        assertThat(byModule.values().stream().flatMap(sources -> Architecture.packageCycles(sources).stream()))
                .as("Move a class so that one of the imports points the other way.")
                .isEmpty();
    }

    private String text(String path) {
        return tree.files().stream()
                .filter(file -> file.path().equals(path))
                .map(TextFile::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + path));
    }
}
