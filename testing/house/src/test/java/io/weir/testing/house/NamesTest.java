package io.weir.testing.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whoever knows one name can guess the rest: connectors and formats have the same classes with the same names. */
class NamesTest {
    /** {@code XSourceFactory} makes an {@code XSource}; it is found through the service file of its interface. */
    private static final Pattern FACTORY = Pattern.compile(".*/(\\w+(Source|Sink|Decoder|Encoder))Factory\\.java");

    /** Factories that are not found by name in a table's options: class to reason. */
    private static final Map<String, String> UNREGISTERED = Map.of(
            "ResultSinkFactory", "made by the command for the rows of a SELECT",
            "FlinkSourceFactory", "made by FlinkDoor, one for each connector of Flink's",
            "FlinkLookupSourceFactory", "made by FlinkDoor, one for each connector of Flink's",
            "FlinkSinkFactory", "made by FlinkDoor, one for each connector of Flink's");

    private final SourceTree tree = SourceTree.ofThisRepository();

    @Test
    void anOperatorIsNamedAfterItsNode() {
        Set<String> nodes = simpleNames("plan/").stream()
                .filter(name -> name.endsWith("Node"))
                .map(name -> name.substring(0, name.length() - "Node".length()))
                .collect(Collectors.toSet());
        assertThat(nodes).contains("WindowAggregate");
        assertThat(simpleNames("engine/").stream()
                        .filter(name -> name.endsWith("Operator") && !name.equals("Operator"))
                        .map(name -> name.substring(0, name.length() - "Operator".length()))
                        .filter(stem -> nodes.stream().noneMatch(stem::endsWith)))
                .as("XNode is run by XOperator, or by a kind of it: SessionWindowAggregateOperator.")
                .isEmpty();
    }

    @Test
    void aFactoryIsNamedAfterWhatItMakes() {
        assertThat(factories()).hasSizeGreaterThan(3);
        List<String> breaches = new ArrayList<>();
        for (JavaSource source : factories()) {
            String made = group(source, 1);
            if (simpleNames(source.module() + "/").stream().noneMatch(made::endsWith)) {
                breaches.add(source.path() + " makes no " + made);
            }
        }
        assertThat(breaches)
                .as("XSource is made by XSourceFactory, or by a kind of it: UpsertKafkaSourceFactory.")
                .isEmpty();
    }

    @Test
    void aFactoryIsRegistered() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (JavaSource source : factories()) {
            String name = group(source, 1) + "Factory";
            String service = source.module() + "/src/main/resources/META-INF/services/io.weir.engine.spi."
                    + group(source, 2) + "Factory";
            Path file = tree.root().resolve(service);
            boolean registered =
                    Files.exists(file) && Files.readAllLines(file).contains(source.packageName() + "." + name);
            if (registered == UNREGISTERED.containsKey(name)) {
                breaches.add(source.packageName() + "." + name + (registered ? " is in " : " is not in ") + service);
            }
        }
        assertThat(breaches)
                .as("Add the class to the service file, or to NamesTest.UNREGISTERED with the reason.")
                .isEmpty();
    }

    @Test
    void theCommandHasEveryConnectorAndFormat() throws IOException {
        String pom = Files.readString(tree.root().resolve("cli/pom.xml"));
        Set<String> missing = new TreeSet<>();
        for (Architecture.Module module : Architecture.MODULES) {
            boolean isDoor =
                    module.folder().startsWith("connectors/") || module.folder().startsWith("formats/");
            if (isDoor && !pom.contains("<artifactId>" + module.artifact() + "</artifactId>")) {
                missing.add(module.artifact());
            }
        }
        assertThat(missing).as("Add these dependencies to cli/pom.xml.").isEmpty();
    }

    /** The names of all files with shipped code whose path begins so. */
    private Set<String> simpleNames(String folder) {
        return tree.mainJava().stream()
                .map(JavaSource::path)
                .filter(path -> path.startsWith(folder))
                .map(path -> path.replaceFirst(".*/", "").replace(".java", ""))
                .collect(Collectors.toSet());
    }

    private List<JavaSource> factories() {
        return tree.mainJava().stream()
                .filter(source -> source.module().startsWith("connectors/")
                        || source.module().startsWith("formats/"))
                .filter(source -> FACTORY.matcher(source.path()).matches())
                .toList();
    }

    private static String group(JavaSource source, int group) {
        Matcher matcher = FACTORY.matcher(source.path());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(source.path() + " is no factory");
        }
        return matcher.group(group);
    }
}
