package io.weir.engine.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.operator.ManualClock;
import io.weir.plan.expression.InputReference;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against an oracle that takes the changes one by one. */
class ChangelogNormalizeOperatorTest {
    private record Known(Object[] row, long written) {}

    /** What the operator must give out, computed row by row. */
    private static List<String> expected(
            ChangeScenario scenario, boolean generatesUpdateBefore, boolean isFiltered, long ttl) {
        Map<Object, Known> state = new HashMap<>();
        List<String> out = new ArrayList<>();
        for (ChangeScenario.Change change : scenario.changes()) {
            Object[] row = change.row();
            Known known = state.get(String.valueOf(row[ChangeScenario.KEY]));
            if (known != null && ttl > 0 && change.clock() - known.written >= ttl) {
                known = null;
            }
            boolean isAddition = change.kind() == RowKind.INSERT || change.kind() == RowKind.UPDATE_AFTER;
            boolean passes = !isFiltered || Boolean.TRUE.equals(row[ChangeScenario.FLAG]);
            if (isAddition && known != null && ttl == 0 && ChangeScenario.isSame(known.row, row)) {
                continue;
            }
            if (isAddition && passes) {
                if (known == null) {
                    out.add(ChangeScenario.text(RowKind.INSERT, row));
                } else {
                    if (generatesUpdateBefore) {
                        out.add(ChangeScenario.text(RowKind.UPDATE_BEFORE, known.row));
                    }
                    out.add(ChangeScenario.text(RowKind.UPDATE_AFTER, row));
                }
                state.put(String.valueOf(row[ChangeScenario.KEY]), new Known(row, change.clock()));
            } else {
                if (known != null) {
                    out.add(ChangeScenario.text(RowKind.DELETE, known.row));
                }
                state.remove(String.valueOf(row[ChangeScenario.KEY]));
            }
        }
        out.sort(null);
        return out;
    }

    private static Expression filter() {
        return ExpressionCompiler.compile(
                new InputReference(ChangeScenario.FLAG, ChangeScenario.TYPE.getTypeAt(ChangeScenario.FLAG)),
                ChangeScenario.TYPE,
                new ExpressionContext(new ManualClock(0), ZoneOffset.UTC, Map.of()));
    }

    private static void check(
            ChangeScenario scenario, boolean generatesUpdateBefore, boolean isFiltered, long ttl, long seed) {
        List<String> rows = scenario.tester(() -> new ChangelogNormalizeOperator(
                        ChangeScenario.TYPE,
                        new int[] {ChangeScenario.KEY},
                        generatesUpdateBefore,
                        isFiltered ? Optional.of(filter()) : Optional.empty(),
                        ttl))
                .runInSomeModes(seed, 8)
                .rows();
        assertThat(rows).as("seed " + seed).isEqualTo(expected(scenario, generatesUpdateBefore, isFiltered, ttl));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 40})
    void givesWhatTakingRowsOneByOneGives(long ttl) {
        for (long seed = 0; seed < 40; seed++) {
            ChangeScenario scenario = new ChangeScenario(seed).add(120, 5, false);
            check(scenario, seed % 2 == 0, seed % 3 == 0, ttl, seed);
        }
    }

    @Test
    void keysThatComeAndGoLeaveNothingBehind() {
        ChangeScenario scenario = new ChangeScenario(7).add(12_000, 4_000, false);
        check(scenario, true, false, 0, 7);
        check(scenario, true, true, 25, 7);
    }
}
