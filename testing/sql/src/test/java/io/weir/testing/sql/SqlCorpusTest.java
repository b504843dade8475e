package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of the corpus on every engine; {@code -Dcase=tumble/} runs those whose names contain it. */
class SqlCorpusTest {

    private static final List<EngineUnderTest> ENGINES = new ArrayList<>();

    @BeforeAll
    static void startEngines() throws Exception {
        ENGINES.add(FlinkEngine.start());
    }

    @AfterAll
    static void stopEngines() throws Exception {
        for (EngineUnderTest engine : ENGINES) {
            engine.close();
        }
        ENGINES.clear();
    }

    @TestFactory
    Stream<DynamicContainer> everyCaseGivesItsOneAnswerOnEveryEngine() throws Exception {
        Path root = Corpus.root();
        List<String> names = Corpus.names(root, System.getProperty("case", ""));
        assertThat(names).as("cases whose name contains -Dcase").isNotEmpty();
        return names.stream()
                .map(name -> DynamicContainer.dynamicContainer(
                        name,
                        ENGINES.stream()
                                .map(engine -> DynamicTest.dynamicTest(
                                        name + " [" + engine.name() + "]",
                                        () -> assertThat(SqlCaseRunner.differences(
                                                        SqlCaseParser.parse(root, name), engine))
                                                .isEmpty()))));
    }
}
