package io.weir.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DayLogTest {
    private static final long HOUR = 3_600_000;
    private static final long START = 1_800_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private long now = START;
    private final Clock clock = new Clock() {
        @Override
        public long currentTimeMillis() {
            return now;
        }

        @Override
        public long nanoTime() {
            return now * 1_000_000;
        }
    };

    private static PipelineLook look(String name, long rowsIn, double lag, double latency) {
        return new PipelineLook(name, true, rowsIn, rowsIn / 2, rowsIn / 10, rowsIn / 100, 0, lag, latency, Double.NaN);
    }

    private DaySum sum(DayLog log, long fromMillis) {
        DaySum sum = log.since(fromMillis).get("p");
        if (sum == null) {
            throw new AssertionError(log.since(fromMillis) + " has no p");
        }
        return sum;
    }

    @Test
    void growthIsSummedUpAndWorstIsKept() {
        try (DayLog log = new DayLog(folder, clock)) {
            log.add(look("p", 1000, 20, Double.NaN));
            now += 5_000;
            log.add(look("p", 1500, 3_000, 100));
            now += 5_000;
            log.add(look("p", 2000, Double.NaN, 300));

            DaySum sum = sum(log, START);
            assertThat(sum.rowsIn()).isEqualTo(2000);
            assertThat(sum.rowsOut()).isEqualTo(1000);
            assertThat(sum.failedRecords()).isEqualTo(200);
            assertThat(sum.lateRows()).isEqualTo(20);
            assertThat(sum.runningSeconds()).isEqualTo(10);
            assertThat(sum.lagMillisMax()).isEqualTo(3000);
            assertThat(sum.latencyMillisMean()).isEqualTo(200);
            assertThat(sum.latencyMillisMax()).isEqualTo(300);
            assertThat(sum.epochMillisMax()).isNull();
        }
    }

    @Test
    void aCounterThatBeganAnewIsAddedAndARestartOfTheServerToo() {
        try (DayLog log = new DayLog(folder, clock)) {
            log.add(look("p", 1000, Double.NaN, Double.NaN));
            now += 5_000;
            log.add(look("p", 300, Double.NaN, Double.NaN));
        }
        now += 2 * HOUR;
        try (DayLog log = new DayLog(folder, clock)) {
            log.add(look("p", 50, Double.NaN, Double.NaN));

            assertThat(sum(log, START).rowsIn()).isEqualTo(1350);
            assertThat(sum(log, now - HOUR).rowsIn()).isEqualTo(50);
            assertThat(sum(log, START).runningSeconds())
                    .as("nobody ran meanwhile")
                    .isEqualTo(5);
        }
    }

    /** Against a list of all changes. */
    @Test
    void whatIsOlderThanADayIsForgotten() {
        Random random = new Random(5);
        try (DayLog log = new DayLog(folder, clock)) {
            long[] growth = new long[3 * 24 * 6];
            long rows = 0;
            for (int slot = 0; slot < growth.length; slot++) {
                growth[slot] = random.nextInt(1000);
                rows += growth[slot];
                log.add(look("p", rows, Double.NaN, Double.NaN));
                long expected = 0;
                for (int i = Math.max(0, slot - 144); i <= slot; i++) {
                    expected += growth[i];
                }
                assertThat(sum(log, now - DayLog.KEPT_MILLIS).rowsIn())
                        .as("slot %d", slot)
                        .isEqualTo(expected);
                now += DayLog.SLOT_MILLIS;
            }
        }
    }

    @Test
    void theFileStaysSmall() throws IOException {
        try (DayLog log = new DayLog(folder, clock)) {
            for (int slot = 0; slot < 200; slot++) {
                for (int name = 0; name < DayLog.PIPELINES_MAX + 20; name++) {
                    log.add(look("pipeline-with-a-long-name-" + name, slot * 1_000_000L, 1e9, 1e9));
                }
                now += slot < 150 ? 5_000 : DayLog.SLOT_MILLIS;
            }
            assertThat(log.since(0)).hasSize(DayLog.PIPELINES_MAX);
        }
        assertThat(Files.size(folder.resolve("day.json"))).isLessThan(8 << 20);
    }

    @Test
    void ofTooManyPipelinesSomeAreKeptWhole() {
        int count = DayLog.PIPELINES_MAX + 5;
        try (DayLog log = new DayLog(folder, clock)) {
            for (int looks = 1; looks <= 1000; looks++) {
                for (int name = 0; name < count; name++) {
                    log.add(look("p" + name, looks, Double.NaN, Double.NaN));
                }
                now += 30_000;
            }
            assertThat(log.since(0)).hasSize(DayLog.PIPELINES_MAX);
            assertThat(log.since(0).values()).allMatch(sum -> sum.rowsIn() == 1000);

            // When some end, others have their room, and only what they do from now on is new.
            for (int looks = 1001; looks <= 1010; looks++) {
                for (int name = 5; name < count; name++) {
                    log.add(look("p" + name, looks, Double.NaN, Double.NaN));
                }
                now += 30_000;
            }
            assertThat(log.since(0)).hasSize(DayLog.PIPELINES_MAX).doesNotContainKeys("p0", "p4");
            DaySum late = log.since(0).get("p" + (count - 1));
            assertThat(late).isNotNull();
            assertThat(late.rowsIn()).isBetween(1L, 10L);
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNot() throws IOException {
        for (String text : new String[] {
            "{",
            "{\"version\":99,\"pipelines\":{\"p\":[]}}",
            "",
            "null",
            "{\"version\":1}",
            "{\"version\":99}",
            "{\"version\":1,\"pipelines\":null}",
            "{\"version\":1,\"pipelines\":{\"p\":null}}",
            "{\"version\":1,\"pipelines\":{\"p\":[null]}}"
        }) {
            Files.writeString(folder.resolve("day.json"), text);
            try (DayLog log = new DayLog(folder, clock)) {
                assertThat(log.since(0)).as(text).isEqualTo(Map.of());
                log.add(look("p", 7, Double.NaN, Double.NaN));
            }
            try (DayLog log = new DayLog(folder, clock)) {
                assertThat(sum(log, 0).rowsIn()).as(text).isEqualTo(7);
            }
        }
    }
}
