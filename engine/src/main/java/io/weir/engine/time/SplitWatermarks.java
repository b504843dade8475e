package io.weir.engine.time;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The watermarks of a source whose splits are streams of their own: the least of the splits' watermarks, shared by all
 * readers of the source, since they live in one process.
 *
 * <p>A split that has ended, or that gave nothing for the idle timeout, does not hold the others back. As in Flink's
 * watermark assigner, the common watermark is given out at once when it has advanced by more than the emit interval,
 * and otherwise when that interval has passed without input of a reader ({@link #onPause}).
 */
public final class SplitWatermarks {
    private static final long FINISHED = Long.MAX_VALUE;

    private final Clock clock;
    private final long emitIntervalMillis;
    private final long idleTimeoutMillis;
    private long[] watermarks;
    private boolean[] idle;
    private long[] lastRowMillis;
    private final ThreadLocal<Function<Batch, Column>> expression;
    private volatile long emitted = Batch.NO_WATERMARK;
    private long emittedAtMillis;

    /**
     * Makes the watermarks of a source.
     *
     * @param splitCount the number of splits; a source may add more while it runs
     * @param emitIntervalMillis {@code pipeline.auto-watermark-interval}
     * @param idleTimeoutMillis the time after which a silent split is idle, or 0 for never
     * @param expression gives, for each thread, what computes the watermark of each row of a batch, in epoch
     *     milliseconds
     */
    public SplitWatermarks(
            int splitCount,
            long emitIntervalMillis,
            long idleTimeoutMillis,
            Clock clock,
            java.util.function.Supplier<Function<Batch, Column>> expression) {
        this.clock = clock;
        this.emitIntervalMillis = emitIntervalMillis;
        this.idleTimeoutMillis = idleTimeoutMillis;
        this.expression = ThreadLocal.withInitial(expression);
        watermarks = new long[splitCount];
        Arrays.fill(watermarks, Batch.NO_WATERMARK);
        idle = new boolean[splitCount];
        lastRowMillis = new long[splitCount];
        Arrays.fill(lastRowMillis, clock.currentTimeMillis());
        emittedAtMillis = clock.currentTimeMillis();
    }

    /** Gives each row of the split's batch the watermark in force before it, and advances the split's. */
    public void assign(int split, Batch batch) {
        Column values = expression.get().apply(batch);
        synchronized (this) {
            addUpTo(split);
            idle[split] = false;
            lastRowMillis[split] = clock.currentTimeMillis();
            long others = leastWithout(split);
            long own = watermarks[split];
            long given = emitted;
            int count = batch.rowCount();
            long[] rows = batch.useRowWatermarks(count);
            for (int i = 0; i < count; i++) {
                rows[i] = given;
                if (!values.isNull(i)) {
                    own = Math.max(own, EventTimes.millis(values, i));
                    long common = Math.min(own, others);
                    if (common > given && EventTimes.hasAdvanced(given, common, emitIntervalMillis)) {
                        given = common;
                    }
                }
            }
            watermarks[split] = own;
            emit(given);
        }
    }

    /** The split will give nothing more. */
    public synchronized void finish(int split) {
        addUpTo(split);
        watermarks[split] = FINISHED;
    }

    /** The given splits have nothing right now: finds the idle ones, and gives out what has waited for the interval. */
    public synchronized void onPause(int[] splits) {
        long now = clock.currentTimeMillis();
        for (int split : splits) {
            addUpTo(split);
        }
        if (idleTimeoutMillis > 0) {
            for (int split : splits) {
                if (now - lastRowMillis[split] >= idleTimeoutMillis) {
                    idle[split] = true;
                }
            }
        }
        if (now - emittedAtMillis >= emitIntervalMillis && isQuiet(splits, now)) {
            long common = leastWithout(-1);
            if (common != FINISHED && common > emitted) {
                emit(common);
            }
        }
    }

    /** A reader without splits cannot know whether input has paused: others may be at work. */
    private boolean isQuiet(int[] splits, long now) {
        for (int split : splits) {
            if (now - lastRowMillis[split] < emitIntervalMillis) {
                return false;
            }
        }
        return splits.length > 0;
    }

    /** How far a split is, by its own rows. */
    public synchronized long watermark(int split) {
        return split < watermarks.length ? watermarks[split] : Batch.NO_WATERMARK;
    }

    /** Goes on where an earlier run was: what a split's watermark was, before the first row. */
    public synchronized void restore(int split, long watermark) {
        addUpTo(split);
        watermarks[split] = watermark;
    }

    /** Goes on where an earlier run was: what had been given out, before the first row. */
    public synchronized void restoreEmitted(long watermark) {
        emit(watermark);
    }

    /** The watermark that has been given out. */
    public long emitted() {
        return emitted;
    }

    /** True when every split that has not ended is idle. */
    public synchronized boolean isIdle() {
        boolean any = false;
        for (int split = 0; split < watermarks.length; split++) {
            if (watermarks[split] != FINISHED) {
                if (!idle[split]) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** Makes room for a split that was found while running; until it gives a row, it holds the others back. */
    private void addUpTo(int split) {
        int count = watermarks.length;
        if (split >= count) {
            watermarks = Arrays.copyOf(watermarks, split + 1);
            Arrays.fill(watermarks, count, split + 1, Batch.NO_WATERMARK);
            idle = Arrays.copyOf(idle, split + 1);
            lastRowMillis = Arrays.copyOf(lastRowMillis, split + 1);
            Arrays.fill(lastRowMillis, count, split + 1, clock.currentTimeMillis());
        }
    }

    private void emit(long watermark) {
        if (watermark > emitted) {
            emitted = watermark;
            emittedAtMillis = clock.currentTimeMillis();
        }
    }

    private long leastWithout(int excluded) {
        long least = FINISHED;
        for (int split = 0; split < watermarks.length; split++) {
            if (split != excluded && !idle[split]) {
                least = Math.min(least, watermarks[split]);
            }
        }
        return least;
    }
}
