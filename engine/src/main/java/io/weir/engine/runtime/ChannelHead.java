package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The consuming end of an exchange: takes elements from one channel per producing instance, in turn, and combines their
 * watermarks to the least.
 *
 * <p>Batches with a sequence are taken in the order of their sequence over all channels: every producer sends each of
 * its batches to every consumer, so the next one is sure to come, and the others wait.
 *
 * <p>A channel whose barrier has come gives nothing more until the barriers of all others have, if barriers are
 * aligned; a channel that has ended has none to wait for.
 */
final class ChannelHead implements Head {
    private final Channel[] channels;
    private final Output output;
    private final boolean isAligned;
    private final WorkMeter meter;
    private final boolean[] barred;
    private int barredCount;
    private long barredNanos;
    private boolean isAtBarrier;
    private final long[] watermarks;
    private final boolean[] idle;
    private final boolean[] ended;
    private final @Nullable Element[] held;
    private long nextSequence;
    private int next;
    private int endedCount;
    private @Nullable Element unfinished;
    private int unfinishedChannel;
    private boolean hasEnded;

    private long wantedWatermark = Batch.NO_WATERMARK;
    private boolean wantedIdle;
    private long offeredWatermark = Batch.NO_WATERMARK;
    private boolean offeredIdle;

    /** @param isAligned whether a channel whose barrier has come waits for the others */
    ChannelHead(Channel[] channels, Output output, boolean isAligned, WorkMeter meter) {
        this.meter = meter;
        this.channels = channels;
        this.output = output;
        this.isAligned = isAligned;
        barred = new boolean[channels.length];
        watermarks = new long[channels.length];
        Arrays.fill(watermarks, Batch.NO_WATERMARK);
        idle = new boolean[channels.length];
        ended = new boolean[channels.length];
        held = new Element[channels.length];
    }

    @Override
    public void open() {}

    @Override
    public Work work() {
        if (hasEnded || isAtBarrier && isAligned) {
            return Work.NONE;
        }
        Element element = unfinished;
        int channel = unfinishedChannel;
        if (element == null) {
            for (int i = 0; i < channels.length && element == null; i++) {
                channel = next;
                next = next + 1 == channels.length ? 0 : next + 1;
                element = nextOf(channel);
            }
            if (element == null) {
                return Work.NONE;
            }
            if (element instanceof Element.Barrier) {
                bar(channel);
                return Work.SOME;
            }
            meter.mark(markOf(element));
            note(element, channel);
        }
        if (take(element)) {
            unfinished = null;
            if (element instanceof Element.Rows rows) {
                channels[channel].recycle(rows.batch());
            } else if (element instanceof Element.End) {
                lookAtBarriers();
            }
            return Work.SOME;
        }
        unfinished = element;
        unfinishedChannel = channel;
        return Work.UNFINISHED;
    }

    /** The next element of a channel, unless that is a batch whose turn has not come. */
    private @Nullable Element nextOf(int channel) {
        if (barred[channel] && isAligned) {
            return null;
        }
        Element element = held[channel];
        if (element == null) {
            element = channels[channel].poll();
        }
        if (element instanceof Element.Rows rows && rows.batch().sequence() != Batch.NO_SEQUENCE) {
            if (rows.batch().sequence() != nextSequence) {
                held[channel] = element;
                return null;
            }
            nextSequence++;
        }
        held[channel] = null;
        return element;
    }

    private Mark markOf(Element element) {
        if (element instanceof Element.Rows rows) {
            return rows.mark();
        }
        return element instanceof Element.Watermark watermark ? watermark.mark() : meter.mark();
    }

    private void bar(int channel) {
        if (barredCount == 0) {
            barredNanos = meter.clock().nanoTime();
        }
        barred[channel] = true;
        barredCount++;
        lookAtBarriers();
    }

    private void lookAtBarriers() {
        int missing = 0;
        for (int i = 0; i < channels.length; i++) {
            missing += barred[i] || ended[i] ? 0 : 1;
        }
        isAtBarrier = barredCount > 0 && missing == 0;
    }

    @Override
    public boolean isAtBarrier() {
        return isAtBarrier;
    }

    @Override
    public long barredNanos() {
        return barredNanos;
    }

    @Override
    public void passBarrier() {
        Arrays.fill(barred, false);
        barredCount = 0;
        isAtBarrier = false;
    }

    private void note(Element element, int channel) {
        if (element instanceof Element.Watermark watermark) {
            watermarks[channel] = Math.max(watermarks[channel], watermark.millis());
        } else if (element instanceof Element.Idle state) {
            idle[channel] = state.idle();
        } else if (element instanceof Element.End) {
            ended[channel] = true;
            endedCount++;
        }
        if (!(element instanceof Element.Rows)) {
            combine();
        }
    }

    private boolean take(Element element) {
        if (element instanceof Element.Rows rows) {
            return output.offer(rows.batch());
        }
        if (!offerCombined()) {
            return false;
        }
        if (endedCount == channels.length) {
            hasEnded = output.offerEnd();
            return hasEnded;
        }
        return true;
    }

    /** Finds the least watermark of the channels that are not idle, and whether all are. */
    private void combine() {
        long least = Long.MAX_VALUE;
        boolean anyActive = false;
        boolean anyIdle = false;
        for (int i = 0; i < channels.length; i++) {
            boolean isActive = !isIdle(i);
            // Behind the greatest watermark comes only the end, so it says nothing about those that are idle.
            anyActive |= !ended[i] && isActive && watermarks[i] != Long.MAX_VALUE;
            anyIdle |= !ended[i] && !isActive;
            // A producer that was stopped ends without the greatest watermark, and still holds the others back.
            if (ended[i] || isActive) {
                least = Math.min(least, watermarks[i]);
            }
        }
        wantedIdle = !anyActive && anyIdle;
        if (!wantedIdle) {
            wantedWatermark = Math.max(wantedWatermark, least);
        }
    }

    /**
     * A producer that has sent something since it became idle may be active again. It says so before it takes the rows
     * after which the others advance, so that is in its channel by the time their watermarks are read here.
     */
    private boolean isIdle(int channel) {
        return idle[channel] && held[channel] == null && channels[channel].isEmpty();
    }

    private boolean offerCombined() {
        if (wantedIdle) {
            return offerIdle(true);
        }
        if (wantedWatermark > offeredWatermark) {
            if (!output.offerWatermark(wantedWatermark)) {
                return false;
            }
            offeredWatermark = wantedWatermark;
        }
        return endedCount == channels.length || offerIdle(false);
    }

    private boolean offerIdle(boolean nowIdle) {
        if (offeredIdle != nowIdle) {
            if (!output.offerIdle(nowIdle)) {
                return false;
            }
            offeredIdle = nowIdle;
        }
        return true;
    }

    @Override
    public boolean hasEnded() {
        return hasEnded;
    }

    /** The producers end first, and this end follows theirs. */
    @Override
    public void stop() {}

    @Override
    public void close() {}
}
