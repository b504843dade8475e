package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.operator.Output;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The producing end of an exchange: copies rows into batches of their own, one being filled for each target, and sends
 * them when they are full, when input pauses, and before every watermark.
 *
 * <p>An offer of rows is taken as a whole. If a full batch could not be sent, the next offer is refused until it can,
 * so a batch being filled never holds more than the rows of one full batch and one offer.
 */
final class ChannelOutput implements Output {
    private final Channel[] channels;
    private final Partitioner partitioner;
    private final int batchRowsMax;
    private final boolean isOrdered;
    private final @Nullable Batch[] filling;
    /** What has led to the first rows of each batch that is being filled. */
    private final Mark[] marks;

    private final WorkMeter meter;
    private int sent;
    private boolean isPartitioned;
    private long barrierEpoch;
    private int offeredRowsMax;

    /**
     * Makes the output.
     *
     * @param isOrdered whether every batch goes to all targets at once with its sequence, even if it has no row for
     *     some, so that the consumers can put the batches of all producers in order
     */
    ChannelOutput(Channel[] channels, Partitioner partitioner, int batchRowsMax, boolean isOrdered, WorkMeter meter) {
        this.meter = meter;
        this.isOrdered = isOrdered;
        this.channels = channels;
        this.partitioner = partitioner;
        this.batchRowsMax = batchRowsMax;
        this.filling = new Batch[channels.length];
        marks = new Mark[channels.length];
        Arrays.fill(marks, Mark.NONE);
    }

    /** True if no batch that is being filled is larger than a full one and an offer can make it. */
    boolean isWithinLimits() {
        for (Batch batch : filling) {
            if (batch != null && batch.rowCount() > batchRowsMax + offeredRowsMax) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean offer(Batch batch) {
        if (isOrdered && batch.sequence() != Batch.NO_SEQUENCE) {
            return offerInOrder(batch);
        }
        if (!sendFilled(batchRowsMax)) {
            return false;
        }
        int count = batch.rowCount();
        offeredRowsMax = Math.max(offeredRowsMax, count);
        if (count == 0) {
            return true;
        }
        partitioner.partition(batch);
        for (int target = 0; target < channels.length; target++) {
            int rows = partitioner.count(target);
            if (rows > 0) {
                Batch to = filling[target];
                if (to == null) {
                    to = channels[target].newBatch(batch, Math.min(batchRowsMax, 1024));
                    filling[target] = to;
                    marks[target] = meter.mark();
                }
                to.append(batch, partitioner.positions(target), rows);
            }
        }
        sendFilled(batchRowsMax);
        return true;
    }

    private boolean offerInOrder(Batch batch) {
        if (!isPartitioned) {
            offeredRowsMax = Math.max(offeredRowsMax, batch.rowCount());
            partitioner.partition(batch);
            for (int target = 0; target < channels.length; target++) {
                Batch to = channels[target].newBatch(batch, 16);
                to.append(batch, partitioner.positions(target), partitioner.count(target));
                to.setSequence(batch.sequence());
                filling[target] = to;
                marks[target] = meter.mark();
            }
            isPartitioned = true;
        }
        isPartitioned = !sendFilled(0);
        return !isPartitioned;
    }

    /**
     * Sends what is being filled, so that nothing waits for company that may not come; false if not all could be sent.
     */
    boolean flush() {
        return sendFilled(1);
    }

    private boolean sendFilled(int rowsMin) {
        boolean all = true;
        for (int target = 0; target < channels.length; target++) {
            Batch batch = filling[target];
            if (batch != null && batch.rowCount() >= rowsMin) {
                if (channels[target].offer(new Element.Rows(batch, marks[target]))) {
                    filling[target] = null;
                } else {
                    all = false;
                }
            }
        }
        return all;
    }

    @Override
    public boolean offerWatermark(long watermark) {
        return sendToAll(new Element.Watermark(watermark, meter.mark()));
    }

    @Override
    public boolean offerIdle(boolean idle) {
        return sendToAll(new Element.Idle(idle));
    }

    @Override
    public boolean offerEnd() {
        return sendToAll(new Element.End());
    }

    /**
     * Sends the barrier of an epoch behind all that was offered; false if it is to be called again, which does nothing
     * once it was sent.
     */
    boolean passBarrier(long epoch) {
        if (barrierEpoch < epoch && sendToAll(new Element.Barrier(epoch))) {
            barrierEpoch = epoch;
        }
        return barrierEpoch == epoch;
    }

    private boolean sendToAll(Element element) {
        if (sent == 0 && !flush()) {
            return false;
        }
        while (sent < channels.length) {
            if (!channels[sent].offer(element)) {
                return false;
            }
            sent++;
        }
        sent = 0;
        return true;
    }
}
