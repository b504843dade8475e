package io.weir.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.UnknownNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledPlanReaderTest {
    private static final int TRUNCATION_STEP = 50;

    static List<String> planNames() {
        return PlanFiles.names();
    }

    @ParameterizedTest
    @MethodSource("planNames")
    void everyNodeOfARealPlanIsKnownAndConnected(String name) {
        CompiledPlan plan = PlanFiles.plan(name);

        assertThat(plan.flinkVersion()).isEqualTo("2.3");
        assertThat(plan.nodes()).noneMatch(UnknownNode.class::isInstance);
        assertThat(plan.roots()).isNotEmpty().allMatch(SinkNode.class::isInstance);
        for (PlanNode node : plan.nodes()) {
            for (PlanInput input : node.inputs()) {
                assertThat(plan.consumersOf(input.nodeId())).contains(node);
            }
        }
        assertThat(plan.describe()).contains("Sink(");
    }

    @ParameterizedTest
    @MethodSource("planNames")
    void readingTwiceGivesEqualPlans(String name) {
        assertThat(PlanFiles.plan(name)).isEqualTo(PlanFiles.plan(name));
    }

    @ParameterizedTest
    @MethodSource("planNames")
    void aPlanThatIsCutShortAnywhereIsDamaged(String name) {
        String json = PlanFiles.json(name).strip();

        for (int length = 0; length < json.length(); length += TRUNCATION_STEP) {
            String truncated = json.substring(0, length);
            assertThatThrownBy(() -> CompiledPlanReader.read(truncated))
                    .as("first %d characters", length)
                    .isInstanceOfSatisfying(PlanException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.PLAN_DAMAGED);
                        assertThat(e.hint()).isNotEmpty();
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("planNames")
    void aPlanWithAnyValueReplacedIsReadOrGivesAPlanException(String name) {
        Object root = JsonText.parse(PlanFiles.json(name));

        int mutations = 0;
        for (Object substitute : new Object[] {REMOVED, null, -7L, "nonsense", List.of(), Map.of(), true}) {
            mutations += PlanMutations.forEach(root, substitute, REMOVED, () -> {
                String mutated = JsonText.write(root);
                try {
                    CompiledPlanReader.read(mutated);
                } catch (PlanException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            });
        }
        assertThat(mutations).isGreaterThan(50);
    }

    private static final Object REMOVED = new Object();

    @Test
    void aNewerFlinkIsNamed() {
        String json = PlanFiles.json("values").replace("\"2.3\"", "\"2.4\"");

        assertThatThrownBy(() -> CompiledPlanReader.read(json))
                .isInstanceOfSatisfying(PlanException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PLAN_TOO_NEW);
                    assertThat(e.userMistake()).isTrue();
                })
                .hasMessage("plan, field flinkVersion: The plan is of Flink 2.4, and plans up to Flink 2.3 can be read."
                        + " Compile it with Flink 2.3 or older, or run its SQL file instead.");
    }

    @Test
    void anOlderFlinkIsRead() {
        String json = PlanFiles.json("values").replace("\"2.3\"", "\"1.20\"");

        assertThat(CompiledPlanReader.read(json).flinkVersion()).isEqualTo("1.20");
    }

    @Test
    void aMissingFieldIsNamedWithItsNode() {
        String json = PlanFiles.json("window-aggregate").replace("\"namedWindowProperties\"", "\"other\"");

        assertThatThrownBy(() -> CompiledPlanReader.read(json))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("node ")
                .hasMessageContaining("(stream-exec-global-window-aggregate_1)")
                .hasMessageContaining("Field namedWindowProperties is missing");
    }

    @Test
    void aNodeOfAnUnknownTypeIsCarriedWithItsText() {
        String json = PlanFiles.json("values").replace("stream-exec-values_1", "stream-exec-teleport_9");

        PlanNode node = CompiledPlanReader.read(json).nodes().get(0);

        assertThat(node).isInstanceOfSatisfying(UnknownNode.class, unknown -> {
            assertThat(unknown.type()).isEqualTo("stream-exec-teleport_9");
            assertThat(unknown.description()).startsWith("Values(");
            assertThat(unknown.json()).contains("\"tuples\"");
        });
    }

    @Test
    void anEdgeThatLeadsBackIsDamage() {
        String json = PlanFiles.json("values")
                .replaceFirst("\"source\" : 1", "\"source\" : 99")
                .replaceFirst("\"target\" : \\d+", "\"target\" : 1")
                .replaceFirst("\"source\" : 99", "\"source\" : 2");

        assertThatThrownBy(() -> CompiledPlanReader.read(json))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("does not stand after its input");
    }

    @Test
    void theExamplesCoverEveryNodeThatTheStreamPlannerMakesFromSql() {
        Set<String> types = new HashSet<>();
        for (String name : PlanFiles.names()) {
            PlanFiles.plan(name)
                    .nodes()
                    .forEach(node -> types.add(node.getClass().getSimpleName()));
        }
        assertThat(types)
                .contains(
                        "CalcNode",
                        "ChangelogNormalizeNode",
                        "CorrelateNode",
                        "DeduplicateNode",
                        "DropUpdateBeforeNode",
                        "ExchangeNode",
                        "ExpandNode",
                        "GlobalGroupAggregateNode",
                        "GlobalWindowAggregateNode",
                        "GroupAggregateNode",
                        "GroupWindowAggregateNode",
                        "IncrementalGroupAggregateNode",
                        "IntervalJoinNode",
                        "JoinNode",
                        "LimitNode",
                        "LocalGroupAggregateNode",
                        "LocalWindowAggregateNode",
                        "MatchNode",
                        "MiniBatchAssignerNode",
                        "OverAggregateNode",
                        "RankNode",
                        "SinkNode",
                        "SortLimitNode",
                        "SortNode",
                        "TableSourceScanNode",
                        "TemporalJoinNode",
                        "TemporalSortNode",
                        "UnionNode",
                        "ValuesNode",
                        "WatermarkAssignerNode",
                        "WindowAggregateNode",
                        "WindowDeduplicateNode",
                        "WindowJoinNode",
                        "WindowRankNode",
                        "WindowTableFunctionNode");
    }
}
