package io.weir.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Times are in milliseconds; an interval has 1000, of which 50 are left to the rows of a burst. */
class EpochBeatTest {
    private static final long INTERVAL = 1000;
    private static final long STEP = 5;
    private static final long DURATION = 30;

    /** When epochs begin, if somebody looks every 5 ms, and an epoch takes 30. */
    private static List<Long> begins(int count, long minPause, LongFunction<Optional<EpochBeat.Burst>> rowsBefore) {
        EpochBeat beat = new EpochBeat(INTERVAL, minPause, 0);
        List<Long> begins = new ArrayList<>();
        for (long now = 0; begins.size() < count; now += STEP) {
            if (beat.isDue(now)) {
                beat.begin(now);
                begins.add(now);
                beat.end(now + DURATION, rowsBefore.apply(now));
            }
        }
        return begins;
    }

    private static Optional<EpochBeat.Burst> burst(long first, long last) {
        return Optional.of(new EpochBeat.Burst(first, last));
    }

    @Test
    void withoutRowsEpochsComeAtTheInterval() {
        assertThat(begins(4, 0, now -> Optional.empty())).containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void epochsMoveBehindRowsThatComeTogetherAndStayThere() {
        // Windows close 300 ms after each full second, and their rows take 20 ms.
        assertThat(begins(5, 0, now -> burst((now - 320) / 1000 * 1000 + 300, (now - 320) / 1000 * 1000 + 320)))
                .containsExactly(1000L, 1500L, 2370L, 3370L, 4370L);
    }

    @Test
    void rowsThatComeAllTheTimeMoveNothing() {
        assertThat(begins(3, 0, now -> burst(now - 990, now - 200))).containsExactly(1000L, 2000L, 3000L);
        assertThat(begins(3, 0, now -> burst(now - 990, now - 1))).containsExactly(1000L, 2000L, 3000L);
    }

    /** What a mini-batch holds back comes out behind the begin, before the barrier. */
    @Test
    void rowsThatTheBarrierItselfBringsMoveNothing() {
        assertThat(begins(4, 0, now -> burst(now + 5, now + 8))).containsExactly(1000L, 2000L, 3000L, 4000L);
    }

    @Test
    void rowsThatAreVisibleSoonMoveNothing() {
        assertThat(begins(3, 0, now -> burst(now - 100, now - 90))).containsExactly(1000L, 2000L, 3000L);
    }

    @Test
    void thePauseBetweenEpochsIsKept() {
        assertThat(begins(3, 900, now -> burst(now - 700, now - 690))).containsExactly(1000L, 1930L, 2860L);
    }

    @Test
    void anEpochThatBeginsMuchTooLateIsTheNewBeat() {
        EpochBeat beat = new EpochBeat(INTERVAL, 0, 0);
        beat.begin(1700);
        beat.end(1750, Optional.empty());
        assertThat(beat.isDue(2699)).isFalse();
        assertThat(beat.isDue(2700)).isTrue();
    }
}
