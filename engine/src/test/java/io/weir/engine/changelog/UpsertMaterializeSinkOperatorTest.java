package io.weir.engine.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an oracle that keeps a list of rows for each primary key and takes the changes one by one. */
class UpsertMaterializeSinkOperatorTest {
    private static final int[] PRIMARY_KEY = {ChangeScenario.KEY};
    private static final int[] UPSERT_KEY = {ChangeScenario.KEY, ChangeScenario.TEXT};

    private record Known(List<Object[]> rows, long written) {}

    private static boolean isSame(Object[] a, Object[] b, boolean hasUpsertKey) {
        return hasUpsertKey
                ? ChangeScenario.isSameKey(a, b) && Objects.equals(a[ChangeScenario.TEXT], b[ChangeScenario.TEXT])
                : ChangeScenario.isSame(a, b);
    }

    private static List<String> expected(ChangeScenario scenario, boolean hasUpsertKey, long ttl) {
        Map<String, Known> state = new HashMap<>();
        List<String> out = new ArrayList<>();
        for (ChangeScenario.Change change : scenario.changes()) {
            Object[] row = change.row();
            String key = String.valueOf(row[ChangeScenario.KEY]);
            Known known = state.get(key);
            boolean isOver = known != null && ttl > 0 && change.clock() - known.written >= ttl;
            List<Object[]> rows = known == null || isOver ? new ArrayList<>() : known.rows;
            int found = -1;
            for (int i = rows.size() - 1; i >= 0; i--) {
                found = isSame(rows.get(i), row, hasUpsertKey) ? i : found;
            }
            if (change.kind() == RowKind.INSERT || change.kind() == RowKind.UPDATE_AFTER) {
                out.add(ChangeScenario.text(rows.isEmpty() ? RowKind.INSERT : RowKind.UPDATE_AFTER, row));
                if (hasUpsertKey && found >= 0) {
                    rows.set(found, row);
                } else {
                    rows.add(row);
                }
            } else if (found < 0) {
                continue;
            } else {
                rows.remove(found);
                if (rows.isEmpty()) {
                    out.add(ChangeScenario.text(RowKind.DELETE, row));
                } else if (found == rows.size()) {
                    out.add(ChangeScenario.text(RowKind.UPDATE_AFTER, rows.get(found - 1)));
                }
            }
            state.put(key, new Known(rows, change.clock()));
        }
        out.sort(null);
        return out;
    }

    private static void check(ChangeScenario scenario, boolean hasUpsertKey, long ttl, long seed) {
        List<String> rows = scenario.tester(() -> new UpsertMaterializeSinkOperator(
                        ChangeScenario.TYPE, PRIMARY_KEY, hasUpsertKey ? UPSERT_KEY : new int[0], ttl))
                .runInSomeModes(seed, 8)
                .rows();
        assertThat(rows).as("seed " + seed).isEqualTo(expected(scenario, hasUpsertKey, ttl));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 0", "true, 40", "false, 40"})
    void theLastRowOfAKeyIsTheOneThatCounts(boolean hasUpsertKey, long ttl) {
        for (long seed = 0; seed < 40; seed++) {
            check(new ChangeScenario(seed).addPaired(150, 4), hasUpsertKey, ttl, seed);
        }
    }

    @Test
    void keysThatComeAndGoLeaveNothingBehind() {
        check(new ChangeScenario(3).addPaired(12_000, 5_000), true, 0, 3);
        check(new ChangeScenario(4).addPaired(12_000, 5_000), false, 30, 4);
    }
}
