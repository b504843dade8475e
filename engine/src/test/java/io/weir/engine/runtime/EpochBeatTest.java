package io.weir.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** With an interval of a second, and times in milliseconds: when epochs begin. */
class EpochBeatTest {
    private static final long EPOCH_MILLIS = 10;

    /**
     * When sources give rows, when sinks take some, and when sources have more than they can give: of a millisecond.
     */
    private record Rows(LongPredicate areRead, LongPredicate areWritten, LongPredicate isHeldUp) {
        Rows(LongPredicate areRead, LongPredicate areWritten) {
            this(areRead, areWritten, now -> false);
        }
    }

    private static List<Long> epochs(long untilMillis, long minPauseMillis, Rows rows) {
        EpochBeat beat = new EpochBeat(nanos(1000), nanos(minPauseMillis), 0);
        List<Long> epochs = new ArrayList<>();
        long read = 0;
        long written = 0;
        long firstWaiting = -1;
        for (long now = 1; now <= untilMillis; now++) {
            read = rows.areRead.test(now) ? now : read;
            if (rows.areWritten.test(now)) {
                written = now;
                firstWaiting = firstWaiting < 0 ? now : firstWaiting;
            }
            beat.read(nanos(read), rows.isHeldUp.test(now));
            if (beat.isDue(nanos(now), nanos(written))) {
                epochs.add(now);
                beat.begin(nanos(now));
                Optional<EpochBeat.Burst> burst = firstWaiting < 0
                        ? Optional.empty()
                        : Optional.of(new EpochBeat.Burst(nanos(firstWaiting), nanos(written)));
                firstWaiting = -1;
                now += EPOCH_MILLIS;
                beat.end(nanos(now), burst);
            }
        }
        return epochs;
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void epochsBeginAnIntervalAfterOneAnother() {
        assertThat(epochs(4500, 0, new Rows(now -> false, now -> false))).containsExactly(1000L, 2000L, 3000L, 4000L);
        assertThat(epochs(4500, 0, new Rows(now -> true, now -> true))).containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void theyMoveBehindResultsThatComeAllAtOnce() {
        List<Long> epochs = epochs(10_000, 0, new Rows(now -> true, now -> now % 1000 == 300));

        assertThat(epochs.get(0)).isEqualTo(1000);
        assertThat(epochs.subList(4, 9))
                .allSatisfy(began -> assertThat(began % 1000).isBetween(300L, 400L));
        assertThat(epochs).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void resultsThatComeALittleLateAreWaitedFor() {
        int[] lateMillis = {0, 90, 10, 140, 0, 60, 120, 20};
        List<Long> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            results.add(300L + 1000 * i + lateMillis[i % lateMillis.length]);
        }

        List<Long> epochs = epochs(40_000, 0, new Rows(now -> true, results::contains));

        for (long result : results.subList(5, 39)) {
            long began =
                    epochs.stream().filter(epoch -> epoch > result).findFirst().orElseThrow();
            assertThat(began - result).as("result of %s ms", result).isLessThanOrEqualTo(200);
        }
        assertThat(epochs).hasSizeLessThanOrEqualTo(41);
    }

    @Test
    void resultsThatDoNotComeAreNotWaitedForTwice() {
        List<Long> epochs = epochs(10_000, 0, new Rows(now -> true, now -> now < 5000 && now % 1000 == 300));

        assertThat(epochs).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void theEndOfABacklogIsNotMadeToWait() {
        LongPredicate backlog = now -> now <= 2300;

        assertThat(epochs(5000, 0, new Rows(backlog, backlog))).containsExactly(1000L, 2000L, 2401L, 3401L, 4401L);
    }

    @Test
    void whatTimersGiveOutBehindABacklogWaitsForItsEpoch() {
        assertThat(epochs(5000, 0, new Rows(now -> now <= 2300, now -> now % 20 == 0)))
                .containsExactly(1000L, 2000L, 2401L, 3401L, 4401L);
    }

    @Test
    void sourcesThatAreHeldUpHaveNotComeToTheEndOfTheirBacklog() {
        LongPredicate often = now -> now % 2500 < 2000;

        assertThat(epochs(4500, 0, new Rows(often, now -> true, now -> true)))
                .containsExactly(1000L, 2000L, 3000L, 4000L);
        assertThat(epochs(4500, 0, new Rows(often, now -> true))).startsWith(1000L, 2000L, 2100L);
    }

    @Test
    void aBacklogWithoutResultsChangesNothing() {
        assertThat(epochs(4500, 0, new Rows(now -> now <= 2300, now -> now <= 1500)))
                .containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void whatIsReadInLessThanAnIntervalWaitsForItsEpoch() {
        LongPredicate often = now -> now % 1300 < 900;

        assertThat(epochs(4500, 0, new Rows(often, often))).containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void theEndOfABacklogWaitsForTheLeastPause() {
        LongPredicate backlog = now -> now <= 2300;

        assertThat(epochs(3500, 700, new Rows(backlog, backlog))).containsExactly(1000L, 2000L, 2710L);
    }
}
