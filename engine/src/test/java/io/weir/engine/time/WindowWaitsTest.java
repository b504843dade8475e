package io.weir.engine.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WindowWaitsTest {
    private static final long MILLI = 1_000_000;

    private final WindowWaits waits = new WindowWaits();

    @Test
    void rowsWaitUntilTheWatermarkClosesTheirWindow() {
        waits.add(60_000, 3, 0);
        waits.add(60_000, 1, 10 * MILLI);
        waits.add(120_000, 5, 20 * MILLI);

        assertThat(waits.close(59_999, 30 * MILLI)).isZero();
        assertThat(waits.close(60_000, 40 * MILLI)).isEqualTo((3 * 40 + 30) * MILLI / 4);
        assertThat(waits.read().count()).isEqualTo(4);
        assertThat(waits.close(200_000, 50 * MILLI)).isEqualTo(30 * MILLI);
        assertThat(waits.read().sumNanos()).isEqualTo((150 + 150) * MILLI);
    }

    @Test
    void aWindowOfManyBatchesLosesNoRowAndLittleOfItsTime() {
        int batches = 10_000;
        for (int i = 0; i < batches; i++) {
            waits.add(60_000, 7, i * MILLI);
        }

        double mean = waits.close(60_000, batches * MILLI);

        assertThat(waits.read().count()).isEqualTo(7L * batches);
        // Evenly spread over ten seconds
        assertThat(mean).isCloseTo(5_000.5 * MILLI, within(0.01 * MILLI));
        assertThat(waits.read().quantileNanos(0.3)).isCloseTo(3_000.0 * MILLI, within(300.0 * MILLI));
    }

    @Test
    void moreWindowsThanThereIsRoomForAreLeftOut() {
        for (int i = 0; i < 1_000; i++) {
            waits.add(i, 1, 0);
        }

        assertThat(waits.close(2_000, MILLI)).isEqualTo(MILLI);
        assertThat(waits.read().count()).isEqualTo(256);
    }
}
