package io.weir.engine.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.changelog.DeduplicateOperator.Kept;
import io.weir.engine.operator.OperatorTester;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against oracles that take the rows one by one. */
class DeduplicateOperatorTest {
    private static final int[] KEY = {ChangeScenario.KEY};

    private record Known(Object[] row, long written) {}

    private static List<String> updating(ChangeScenario scenario, Kept kept, boolean withBefore, long ttl) {
        Map<String, Known> state = new HashMap<>();
        List<String> out = new ArrayList<>();
        for (ChangeScenario.Change change : scenario.changes()) {
            Object[] row = change.row();
            String key = String.valueOf(row[ChangeScenario.KEY]);
            Known known = state.get(key);
            if (known == null || (ttl > 0 && change.clock() - known.written >= ttl)) {
                out.add(ChangeScenario.text(RowKind.INSERT, row));
            } else {
                long time = (Long) row[ChangeScenario.TIME];
                long knownTime = (Long) known.row[ChangeScenario.TIME];
                boolean takesPlace = switch (kept) {
                    case FIRST_BY_TIME -> time < knownTime;
                    case LAST_BY_TIME -> time >= knownTime;
                    case LAST_BY_ARRIVAL -> ttl > 0 || !ChangeScenario.isSame(row, known.row);
                };
                if (!takesPlace) {
                    continue;
                }
                if (withBefore) {
                    out.add(ChangeScenario.text(RowKind.UPDATE_BEFORE, known.row));
                }
                out.add(ChangeScenario.text(RowKind.UPDATE_AFTER, row));
            }
            state.put(key, new Known(row, change.clock()));
        }
        out.sort(null);
        return out;
    }

    @ParameterizedTest
    @EnumSource(Kept.class)
    void updatesTheRowOfEachKey(Kept kept) {
        for (long seed = 0; seed < 30; seed++) {
            ChangeScenario scenario = new ChangeScenario(seed).add(100, 6, true);
            long ttl = seed % 3 == 0 ? 30 : 0;
            boolean withBefore = seed % 2 == 0;
            List<String> rows = scenario.tester(() -> new DeduplicateOperator(
                            ChangeScenario.TYPE, KEY, kept, ChangeScenario.TIME, withBefore, true, ttl))
                    .runInSomeModes(seed, 8)
                    .rows();
            assertThat(rows).as(kept + ", seed " + seed).isEqualTo(updating(scenario, kept, withBefore, ttl));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 30})
    void theFirstRowByArrivalPassesAndDuplicatesAreCounted(long ttl) {
        for (long seed = 0; seed < 30; seed++) {
            ChangeScenario scenario = new ChangeScenario(seed).add(150, 12, true);
            Map<String, Long> seen = new HashMap<>();
            List<String> expected = new ArrayList<>();
            for (ChangeScenario.Change change : scenario.changes()) {
                String key = String.valueOf(change.row()[ChangeScenario.KEY]);
                Long since = seen.get(key);
                if (since == null || (ttl > 0 && change.clock() - since >= ttl)) {
                    seen.put(key, change.clock());
                    expected.add(change.toString());
                }
            }
            expected.sort(null);
            OperatorTester.Answer answer = scenario.tester(
                            () -> new FirstDeduplicateOperator(ChangeScenario.TYPE, KEY, ttl))
                    .runInSomeModes(seed, 8);
            assertThat(answer.rows()).as("seed " + seed).isEqualTo(expected);
            assertThat(answer.duplicateRows()).isEqualTo(150 - expected.size());
        }
    }

    @Test
    void aDuplicateDoesNotProlongTheTimeToLive() {
        RowType type = RowType.of(new BigIntType());
        OperatorTester tester =
                new OperatorTester(type, type, () -> new FirstDeduplicateOperator(type, KEY, 1000)).restorable(KEY);
        tester.time(0).row(1L).row(2L).row(1L);
        tester.time(600).row(1L).row(2L);
        tester.time(999).row(1L);
        tester.time(1000).row(1L);
        tester.time(1999).row(1L);
        tester.time(2100).row(2L);
        OperatorTester.Answer answer = tester.withoutEventTime().runInAllModes();
        assertThat(answer.rows()).containsExactly("+I[1]", "+I[1]", "+I[2]", "+I[2]");
        assertThat(answer.duplicateRows()).isEqualTo(5);
    }

    @Test
    void aSnapshotCostsNothingForKeysThatOnlyComeAgain() {
        RowType type = RowType.of(new BigIntType());
        OperatorTester tester = new OperatorTester(type, type, () -> new FirstDeduplicateOperator(type, KEY, 100))
                .restorable(KEY)
                .withoutEventTime();
        for (long i = 0; i < 30; i++) {
            tester.row(i % 10);
        }
        tester.row(10L);

        List<Integer> entries = tester.savedEntries(OperatorTester.Cut.ONE);

        assertThat(entries.subList(0, 10)).allMatch(count -> count == 1);
        assertThat(entries.subList(10, 30)).allMatch(count -> count == 0);
        assertThat(entries.get(30)).isEqualTo(1);
    }

    @Test
    void manyKeysAreForgottenWhenTheirTimeIsOver() {
        RowType type = RowType.of(new BigIntType());
        OperatorTester tester =
                new OperatorTester(type, type, () -> new FirstDeduplicateOperator(type, KEY, 100)).restorable(KEY);
        for (int round = 0; round < 5; round++) {
            tester.time(round * 50L);
            for (long key = 0; key < 6000; key++) {
                tester.row(key + round * 3000L);
            }
        }
        // Rounds overlap by half; a key comes again after 50 ms.
        assertThat(tester.withoutEventTime().runInSomeModes(3, 3).rows()).hasSize(6000 + 4 * 3000);
    }

    @Test
    void theFirstRowByTimeIsGivenOnceTheWatermarkHasReachedIt() {
        for (long seed = 0; seed < 40; seed++) {
            ChangeScenario scenario = new ChangeScenario(seed).add(150, 40, true);
            Expected expected = firstByTime(scenario);
            OperatorTester.Answer answer = scenario.tester(
                            () -> new FirstByTimeDeduplicateOperator(ChangeScenario.TYPE, KEY, ChangeScenario.TIME, 0))
                    .runInSomeModes(seed, 8);
            assertThat(answer.rows()).as("seed " + seed).isEqualTo(expected.rows);
            assertThat(answer.lateRows()).as("late rows of seed " + seed).isEqualTo(expected.late);
        }
    }

    private record Expected(List<String> rows, long late) {}

    private static Expected firstByTime(ChangeScenario scenario) {
        Map<String, Object[]> waiting = new TreeMap<>();
        Set<String> given = new HashSet<>();
        List<String> out = new ArrayList<>();
        long late = 0;
        for (ChangeScenario.Change change : scenario.changes()) {
            give(waiting, given, out, change.watermark());
            Object[] row = change.row();
            String key = String.valueOf(row[ChangeScenario.KEY]);
            long time = (Long) row[ChangeScenario.TIME];
            if (time < change.watermark()) {
                late++;
            } else if (!given.contains(key)) {
                Object[] known = waiting.get(key);
                if (known == null || time < (Long) known[ChangeScenario.TIME]) {
                    waiting.put(key, row);
                }
            }
        }
        give(waiting, given, out, Long.MAX_VALUE);
        out.sort(null);
        return new Expected(out, late);
    }

    private static void give(Map<String, Object[]> waiting, Set<String> given, List<String> out, long watermark) {
        waiting.entrySet().removeIf(entry -> {
            boolean isDue = (Long) entry.getValue()[ChangeScenario.TIME] <= watermark;
            if (isDue) {
                given.add(entry.getKey());
                out.add(ChangeScenario.text(RowKind.INSERT, entry.getValue()));
            }
            return isDue;
        });
    }

    @Test
    void updateBeforeIsLeftOut() {
        ChangeScenario scenario = new ChangeScenario(5).add(200, 6, false);
        List<String> expected = new ArrayList<>();
        for (ChangeScenario.Change change : scenario.changes()) {
            if (change.kind() != RowKind.UPDATE_BEFORE) {
                expected.add(change.toString());
            }
        }
        expected.sort(null);
        assertThat(scenario.tester(DropUpdateBeforeOperator::new)
                        .runInAllModes()
                        .rows())
                .isEqualTo(expected);
    }
}
