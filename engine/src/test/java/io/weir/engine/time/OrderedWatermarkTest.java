package io.weir.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.operator.RecordingOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rule of Flink's watermark assigner. */
class OrderedWatermarkTest {
    private static final long NONE = Batch.NO_WATERMARK;

    private final OrderedWatermark watermark = new OrderedWatermark(200);

    private static List<Long> assign(OrderedWatermark watermark, long... own) {
        Batch batch = RecordingOutput.longs(own);
        long[] rows = batch.useRowWatermarks(own.length);
        watermark.assign(batch, own, new boolean[own.length], rows);
        List<Long> carried = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            carried.add(batch.watermark(i));
        }
        return carried;
    }

    @Test
    void startsAtZeroAndIsGivenOutWhenItHasAdvancedByMoreThanTheInterval() {
        assertThat(assign(watermark, -500, 200, 201, 401, 402, 100))
                .containsExactly(NONE, NONE, NONE, 201L, 201L, 402L);
        assertThat(watermark.emitted()).isEqualTo(402);
    }

    @Test
    void timesBefore1970GiveNoWatermark() {
        assertThat(assign(watermark, -900_000, -1)).containsExactly(NONE, NONE);
        assertThat(watermark.emitted()).isEqualTo(NONE);
    }

    @Test
    void aRowWithoutWatermarkChangesNothing() {
        Batch batch = RecordingOutput.longs(5000, 6000);
        watermark.assign(batch, new long[] {5000, 6000}, new boolean[] {true, false}, batch.useRowWatermarks(2));
        assertThat(batch.watermark(1)).isEqualTo(NONE);
        assertThat(watermark.emitted()).isEqualTo(6000);
    }

    @Test
    void howRowsAreCutIntoBatchesDoesNotMatter() {
        Random random = new Random(3);
        long[] own = random.longs(500, -1000, 20_000).toArray();
        List<Long> whole = assign(new OrderedWatermark(200), own);
        List<Long> cut = new ArrayList<>();
        for (int from = 0; from < own.length; ) {
            int to = Math.min(own.length, from + 1 + random.nextInt(9));
            cut.addAll(assign(watermark, java.util.Arrays.copyOfRange(own, from, to)));
            from = to;
        }
        assertThat(cut).isEqualTo(whole);
    }

    @Test
    void batchesAreTakenInTheirOrder() {
        Batch second = RecordingOutput.longs(1);
        second.setSequence(1);
        assertThat(watermark.isNext(1)).isFalse();
        Batch first = RecordingOutput.longs(1);
        first.setSequence(0);
        watermark.assign(first, new long[] {1}, new boolean[1], first.useRowWatermarks(1));
        assertThat(watermark.isNext(1)).isTrue();
        assertThat(watermark.isNext(Batch.NO_SEQUENCE)).isTrue();
    }

    @Test
    void aPauseOfTheIntervalGivesOutWhatThereIs() {
        watermark.open(1000);
        watermark.begin(true);
        assign(watermark, 150);
        watermark.end(1100);
        watermark.pause();

        watermark.emitCurrent(1299);
        assertThat(watermark.emitted()).isEqualTo(NONE);
        watermark.emitCurrent(1300);
        assertThat(watermark.emitted()).isEqualTo(150);
    }

    @Test
    void anInstanceWithNothingToReadDoesNotAdvanceWhatAnotherIsAtWorkOn() {
        // Given an instance that has read a batch and goes on with the next, for long
        watermark.open(0);
        watermark.begin(true);
        assign(watermark, 150);
        watermark.end(10);

        // When another instance, which has nothing to do, looks at the clock after a while
        watermark.emitCurrent(500);

        // Then nothing is given out, also while the first is kept waiting by its output
        assertThat(watermark.emitted()).isEqualTo(NONE);
        watermark.begin(false);
        watermark.emitCurrent(1_000_000);
        assertThat(watermark.emitted()).isEqualTo(NONE);
    }

    @Test
    void longWithoutInputIsAPauseAlthoughTheInstanceIsKeptBusyByAnotherInput() {
        watermark.open(0);
        watermark.begin(true);
        assign(watermark, 150);
        watermark.end(10);
        watermark.emitCurrent(1010);
        assertThat(watermark.emitted()).isEqualTo(150);
    }
}
