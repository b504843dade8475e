package io.weir.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.time.Clock;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What waits for one subscriber: bounded, and gone with it. */
class EventStreamTest {
    private static final int EVENT_BYTES = 10_000;

    /** The other side of a connection, which takes something or nothing. */
    private static final class Line extends ServletOutputStream {
        private boolean isOpen;
        private int taken;

        @Override
        public boolean isReady() {
            return isOpen;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}

        @Override
        public void write(int value) {
            taken++;
        }

        @Override
        public void write(byte[] bytes) {
            taken += bytes.length;
        }
    }

    private static final class HandClock implements Clock {
        private long nanos;

        @Override
        public long currentTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    private final Line line = new Line();
    private final HandClock clock = new HandClock();
    private final EventStream stream = new EventStream(line, clock);

    private int fill() {
        int sent = 0;
        while (stream.hasRoom()) {
            stream.send(new byte[EVENT_BYTES]);
            sent += EVENT_BYTES;
        }
        return sent;
    }

    @Test
    void whatWaitsIsBounded() {
        int sent = fill();

        assertThat(sent).isBetween(EventStream.WAITING_BYTES_MAX, EventStream.WAITING_BYTES_MAX + EVENT_BYTES);
        assertThat(line.taken).isZero();
        clock.nanos = 30;
        assertThat(stream.stalledNanos()).isEqualTo(30);
    }

    @Test
    void whoTakesAgainIsServedFromWhereItWas() {
        int sent = fill();
        clock.nanos = 30;

        line.isOpen = true;
        stream.onWritePossible();

        assertThat(line.taken).isEqualTo(sent);
        assertThat(stream.isIdle()).isTrue();
        assertThat(stream.hasRoom()).isTrue();
        assertThat(stream.stalledNanos()).isZero();
    }

    @Test
    void nothingIsKeptForOneThatIsCutOff() {
        fill();

        stream.close();

        assertThat(stream.isClosed()).isTrue();
        assertThat(stream.isIdle()).isTrue();
        assertThat(stream.hasRoom()).isFalse();
        stream.send(new byte[EVENT_BYTES]);
        assertThat(stream.isIdle()).isTrue();
    }
}
