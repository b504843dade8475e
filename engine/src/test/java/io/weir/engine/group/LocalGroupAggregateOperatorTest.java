package io.weir.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorChain;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both phases one after the other. */
class LocalGroupAggregateOperatorTest {
    @Test
    void bothPhasesGiveTheTableOfOne() {
        int partial = 0;
        for (int seed = 0; seed < 100; seed++) {
            GroupScenario scenario = new GroupScenario(seed);
            GroupTransport transport = GroupTransport.of(scenario.aggregation(), scenario.takesRowsBack());
            partial += transport.isPartial() ? 1 : 0;
            for (MiniBatch miniBatch : List.of(new MiniBatch(7, 1000), new MiniBatch(1_000_000, 1000))) {
                OperatorTester tester = new OperatorTester(
                        GroupScenario.INPUT,
                        scenario.outputType(),
                        () -> new OperatorChain(
                                new LocalGroupAggregateOperator(transport, miniBatch),
                                new GroupAggregateOperator(GroupAggregation.ofTransport(
                                        transport,
                                        scenario.takesRowsBack(),
                                        scenario.givesUpdateBefore(),
                                        0,
                                        Optional.of(miniBatch)))));
                scenario.play(tester);
                tester.restorable(scenario.keys());
                for (Cut cut : Cut.values()) {
                    List<String> log =
                            tester.saving(Saving.of(seed)).runInOrder(cut, seed % 2 == 0, 1 + seed % 3 * 50, seed);
                    assertThat(scenario.table(log))
                            .as("seed %s, %s, %s, %s", seed, cut, miniBatch, scenario)
                            .isEqualTo(scenario.table(scenario.changelog()));
                }
            }
        }
        assertThat(partial).as("scenarios whose groups travel").isBetween(10, 90);
    }
}
