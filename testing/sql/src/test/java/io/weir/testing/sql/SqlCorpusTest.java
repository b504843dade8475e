package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of the corpus on every engine. {@code -Dcase=tumble/} takes the cases whose names contain it,
 * {@code -Dengine=native} the engines.
 *
 * <p>Flink takes most of the time, and its answers do not change with our code: without {@code -Dslow},
 * {@code -Dweir.ci=true}, {@code -Dcase} or {@code -Dengine} it runs a third of the cases, always the same.
 */
class SqlCorpusTest {

    private static final int FLINK_SHARE = 3;
    private static final NativeEngine NATIVE_ALONE = NativeEngine.withParallelism(1);
    private static final List<EngineUnderTest> ENGINES = List.of(
            new FlinkEngine(),
            NATIVE_ALONE,
            NativeEngine.withParallelism(2),
            NativeEngine.withBatchesOfOneRow(),
            RestoredEngine.onHeap(),
            RestoredEngine.onRocksDb());

    /** What a case is about whose answer is another one as a batch. */
    private static final Set<String> STREAM_ONLY_TAGS = Set.of("late", "stream-only");

    private static @Nullable FlinkCluster cluster;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = FlinkCluster.start();
    }

    @AfterAll
    static void stopCluster() {
        FlinkCluster started = cluster;
        if (started != null) {
            started.close();
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyCaseGivesItsOneAnswerOnEveryEngine() throws Exception {
        Path root = Corpus.root();
        List<String> names = Corpus.names(root, System.getProperty("case", ""));
        assertThat(names).as("cases whose name contains -Dcase").isNotEmpty();
        return names.stream().map(name -> {
            try {
                return container(SqlCaseParser.parse(root, name));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private static DynamicContainer container(SqlCase sqlCase) {
        List<EngineUnderTest> engines = ENGINES.stream()
                .filter(engine -> engine.name().contains(System.getProperty("engine", "")))
                .filter(engine -> isWorthwhile(sqlCase, engine))
                .toList();
        OnePlan plan = new OnePlan(sqlCase, engines.size());
        Stream<DynamicTest> asStreams = engines.stream()
                .map(engine ->
                        DynamicTest.dynamicTest(sqlCase.name() + " [" + engine.name() + "]", () -> plan.check(engine)));
        String batch = NativeEngine.ofFinalRows().name();
        boolean runsAsBatch = batch.contains(System.getProperty("engine", "")) && isSameAsBatch(sqlCase);
        Stream<DynamicTest> asBatch = runsAsBatch
                ? Stream.of(DynamicTest.dynamicTest(sqlCase.name() + " [" + batch + "]", () -> checkAsBatch(sqlCase)))
                : Stream.empty();
        return DynamicContainer.dynamicContainer(sqlCase.name(), Stream.concat(asStreams, asBatch));
    }

    /**
     * Whether the case gives the same rows as a batch: nothing is late in a batch, and it has no watermarks to look at.
     */
    private static boolean isSameAsBatch(SqlCase sqlCase) {
        boolean isAboutStreams = sqlCase.tags().stream().anyMatch(STREAM_ONLY_TAGS::contains)
                || sqlCase.notNative().isPresent()
                || sqlCase.name().startsWith("wrong/");
        return !isAboutStreams
                && sqlCase.steps().stream()
                        .flatMap(step -> step.expectations().stream())
                        .noneMatch(expectation -> expectation instanceof Expectation.LateRows
                                || expectation instanceof Expectation.Failure);
    }

    private static void checkAsBatch(SqlCase sqlCase) throws IOException {
        Map<String, String> configuration = new HashMap<>(cluster == null ? Map.of() : cluster.configuration());
        configuration.put("execution.runtime-mode", "batch");
        try (PlannedCase planned = PlannedCase.plan(sqlCase, configuration)) {
            List<String> differences = SqlCaseRunner.batchDifferences(planned, NativeEngine.ofFinalRows());
            if (!differences.isEmpty()) {
                throw new AssertionError("as a batch\n" + String.join("\n", differences));
            }
        }
    }

    private static boolean isEveryCaseRunOnFlink() {
        return System.getProperty("slow") != null
                || Boolean.getBoolean("weir.ci")
                || !System.getProperty("case", "").isEmpty()
                || !System.getProperty("engine", "").isEmpty();
    }

    /** What is handed to Flink is handed over at any parallelism, and Flink answers for sure at parallelism 1 alone. */
    private static boolean isWorthwhile(SqlCase sqlCase, EngineUnderTest engine) {
        if (!engine.isNative()) {
            return isEveryCaseRunOnFlink() || Math.floorMod(sqlCase.name().hashCode(), FLINK_SHARE) == 0;
        }
        return sqlCase.notNative().isEmpty() || engine == NATIVE_ALONE;
    }

    /** The plan of a case, made for the first engine that asks and closed after the last. */
    private static final class OnePlan {

        private final SqlCase sqlCase;
        private int enginesLeft;
        private @Nullable PlannedCase planned;

        private OnePlan(SqlCase sqlCase, int engineCount) {
            this.sqlCase = sqlCase;
            this.enginesLeft = engineCount;
        }

        private void check(EngineUnderTest engine) throws IOException {
            PlannedCase made = planned;
            if (made == null) {
                made = PlannedCase.plan(sqlCase, cluster == null ? Map.of() : cluster.configuration());
                planned = made;
            }
            try {
                List<String> differences = SqlCaseRunner.differences(made, engine);
                if (!differences.isEmpty()) {
                    throw new AssertionError(engine.name() + "\n" + String.join("\n", differences));
                }
            } finally {
                enginesLeft--;
                if (enginesLeft == 0) {
                    made.close();
                }
            }
        }
    }
}
