package io.weir.connector.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.RowKinds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyViewTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});
    private static final int[] NO_KEY = {};
    private static final int EPOCH_ROWS = 30;

    private final SavedEpochs saved = new SavedEpochs();

    private static List<Long> numbers(ViewCatalog catalog) {
        List<Long> numbers = new ArrayList<>();
        catalog.get("t")
                .read(ViewQuery.ALL.withLimit(1_000_000))
                .toRows()
                .forEach(row -> numbers.add((Long) row.getField(0)));
        return numbers;
    }

    @Test
    void theNewestRowsAreKeptInTheOrderOfTheirArrival() {
        ViewCatalog catalog = new ViewCatalog();
        try (ViewRun run = new ViewRun(catalog, saved, TYPE, NO_KEY, Map.of("retention.rows", "3"), 1, 0)) {
            for (long i = 0; i < 10_000; i++) {
                run.write(RowKinds.INSERT, i);
            }
            run.commit();
            assertThat(numbers(catalog)).containsExactly(9997L, 9998L, 9999L);
            assertThat(saved.entryCount(1)).isEqualTo(3);

            run.write(RowKinds.INSERT, 7L).commit();
            run.write(RowKinds.INSERT, 7L).commit();
            run.commit();

            assertThat(numbers(catalog)).containsExactly(9999L, 7L, 7L);
            assertThat(saved.entryCount(run.epoch())).isEqualTo(3);
        }
    }

    @Test
    void rowsThatAreTooOldGoAlthoughNoneCome() {
        HandClock clock = new HandClock();
        ViewCatalog catalog = new ViewCatalog(clock);
        try (ViewRun run = new ViewRun(catalog, saved, TYPE, NO_KEY, Map.of("retention.time", "10 s"), 1, 0)) {
            run.write(RowKinds.INSERT, 1L).commit();
            clock.millis += 6_000;
            run.write(RowKinds.INSERT, 2L).commit();
            assertThat(numbers(catalog)).containsExactly(1L, 2L);

            clock.millis += 6_000;
            run.commit();
            assertThat(numbers(catalog)).containsExactly(2L);

            clock.millis += 6_000;
            run.commit();
            assertThat(numbers(catalog)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingIsLostOrDoubledByCrashesAndOtherParallelisms(long seed) {
        Random random = new Random(seed);
        int kept = 50;
        Map<String, String> options = Map.of("retention.rows", Integer.toString(kept));
        List<Long> committed = new ArrayList<>();
        ViewCatalog catalog = new ViewCatalog();
        ViewRun run = new ViewRun(catalog, saved, TYPE, NO_KEY, options, 1, 0);
        for (int i = 0; i < 60; i++) {
            int count = random.nextInt(EPOCH_ROWS);
            for (int j = 0; j < count; j++) {
                run.write(RowKinds.INSERT, (long) committed.size());
                committed.add((long) committed.size());
            }
            run.commit();

            // Rows of writers side by side have no order between them, but only within an epoch.
            List<Long> seen = numbers(catalog);
            List<Long> newest = committed.subList(Math.max(0, committed.size() - kept), committed.size());
            assertThat(seen)
                    .as("seed %d, epoch %d", seed, i)
                    .hasSize(newest.size())
                    .doesNotHaveDuplicates();
            if (!seen.isEmpty()) {
                assertThat(Collections.min(seen)).isGreaterThan(newest.get(0) - EPOCH_ROWS);
            }
            if (random.nextInt(5) == 0) {
                run.close();
                catalog = new ViewCatalog();
                int parallelism = 1 + random.nextInt(3);
                run = new ViewRun(catalog, saved, TYPE, NO_KEY, options, parallelism, run.epoch());
                assertThat(numbers(catalog)).as("seed %d, after %d", seed, i).isEqualTo(seen);
            }
        }
        run.close();
        assertThat(committed.size()).isGreaterThan(kept);
    }
}
