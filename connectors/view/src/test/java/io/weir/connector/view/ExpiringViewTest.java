package io.weir.connector.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of keys that nothing new comes of. */
class ExpiringViewTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new BigIntType(false), new BigIntType()}, new String[] {"id", "value"});
    private static final int[] KEY = {0};
    private static final Map<String, String> OPTIONS = Map.of("retention.time", "10 s");

    private final SavedEpochs saved = new SavedEpochs();
    private final HandClock clock = new HandClock();

    private static Map<Long, Long> contents(ViewCatalog catalog) {
        Map<Long, Long> contents = new HashMap<>();
        for (Row row : catalog.get("t").read(ViewQuery.ALL.withLimit(1000)).toRows()) {
            contents.put((Long) row.getField(0), (Long) row.getField(1));
        }
        return contents;
    }

    @Test
    void aRowThatIsWrittenAgainStays() {
        ViewCatalog catalog = new ViewCatalog(clock);
        try (ViewRun run = new ViewRun(catalog, saved, TYPE, KEY, OPTIONS, 2, 0)) {
            run.upsert(1L, 1L).upsert(2L, 2L).commit();
            clock.millis += 6_000;
            run.upsert(1L, 1L).commit();
            clock.millis += 6_000;
            try (ViewChanges changes = catalog.get("t").changes(Optional.empty(), false)) {
                run.commit();
                assertThat(contents(catalog)).isEqualTo(Map.of(1L, 1L));
                assertThat(changes.poll().orElseThrow().rowCount()).isEqualTo(1);
            }
            run.commit();
            assertThat(saved.entryCount(run.epoch())).isEqualTo(1);
        }
    }

    @Test
    void aRowThatIsWrittenWhileItExpiresStays() {
        ViewCatalog catalog = new ViewCatalog(clock);
        try (ViewRun run = new ViewRun(catalog, saved, TYPE, KEY, OPTIONS, 1, 0)) {
            run.upsert(1L, 1L).commit();
            clock.millis += 20_000;
            run.upsert(1L, 2L).commit();
            run.commit();
            run.commit();

            assertThat(contents(catalog)).isEqualTo(Map.of(1L, 2L));
            assertThat(saved.entryCount(run.epoch())).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsSavedIsWhatIsVisible(long seed) {
        Random random = new Random(seed);
        ViewCatalog catalog = new ViewCatalog(clock);
        ViewRun run = new ViewRun(catalog, saved, TYPE, KEY, OPTIONS, 1, 0);
        Map<Long, Long> times = new HashMap<>();
        for (int i = 0; i < 150; i++) {
            int count = random.nextInt(6);
            for (int j = 0; j < count; j++) {
                long id = random.nextInt(40);
                run.upsert(id, (long) i);
                times.put(id, clock.millis);
            }
            run.commit();
            times.values().removeIf(time -> clock.millis - time > 10_000);
            assertThat(contents(catalog).keySet())
                    .as("seed %d, epoch %d", seed, i)
                    .isEqualTo(times.keySet());
            clock.millis += 600 + random.nextInt(2000); // longer than between two looks
            if (random.nextInt(10) == 0) {
                // Removals are saved with the epoch after
                run.commit();
                times.values().removeIf(time -> clock.millis - time > 10_000);
                run.commit();
                assertThat(saved.entryCount(run.epoch())).isEqualTo(times.size());
                run.close();
                catalog = new ViewCatalog(clock);
                run = new ViewRun(catalog, saved, TYPE, KEY, OPTIONS, 1 + random.nextInt(3), run.epoch());
                assertThat(contents(catalog).keySet()).isEqualTo(times.keySet());
            }
        }
        run.close();
    }
}
