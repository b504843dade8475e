package io.weir.engine.runtime;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.time.DurationHistogram;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How long rows take to a sink, and until they are visible behind it: when its epoch is committed, or where that makes
 * nothing visible, when the sink was last asked to hand over what it holds.
 *
 * <p>Written by the instance's thread, and {@link #committed} by the one that commits.
 */
final class SinkLatency {
    private static final int NOTES_MAX = 64;

    private final boolean isVisibleOnCommit;
    private final EpochSignals signals;
    private final DurationHistogram compute = new DurationHistogram();
    private final DurationHistogram serve = new DurationHistogram();
    private final DurationHistogram total = new DurationHistogram();
    private final Queue<Epoch> prepared = new ConcurrentLinkedQueue<>();
    private Note[] notes = new Note[NOTES_MAX];
    private int count;
    /** Grows so that the notes have room. */
    private int batchesPerNote = 1;

    private int lastBatches;

    private boolean hasWritten;
    private long firstWrittenNanos;
    private long lastWrittenNanos;

    /** The later rows of a note get the time of the first: what is told is rather too long than too short. */
    private record Note(Mark mark, long writtenNanos, long rows) {
        Note with(long more) {
            return new Note(mark, writtenNanos, rows + more);
        }
    }

    private record Epoch(long epoch, Note[] notes) {}

    /** For the rows of a sink. */
    static SinkLatency of(Sink sink, EpochSignals signals) {
        return new SinkLatency(signals.isSaved() && sink.guarantee() == SinkGuarantee.EXACTLY_ONCE, signals);
    }

    SinkLatency(boolean isVisibleOnCommit, EpochSignals signals) {
        this.isVisibleOnCommit = isVisibleOnCommit;
        this.signals = signals;
    }

    /** The sink has taken rows. */
    void written(Mark mark, long rows, long nowNanos) {
        if (isVisibleOnCommit && rows > 0) {
            firstWrittenNanos = hasWritten ? firstWrittenNanos : nowNanos;
            lastWrittenNanos = nowNanos;
            hasWritten = true;
            signals.written(nowNanos);
        }
        if (mark.isNone() || rows == 0) {
            return;
        }
        compute.add(nowNanos - mark.readNanos(), rows);
        if (lastBatches < batchesPerNote && count > 0) {
            notes[count - 1] = notes[count - 1].with(rows);
            lastBatches++;
            return;
        }
        if (count == NOTES_MAX) {
            for (int i = 0; i < NOTES_MAX / 2; i++) {
                notes[i] = notes[2 * i].with(notes[2 * i + 1].rows);
            }
            count = NOTES_MAX / 2;
            batchesPerNote *= 2;
        }
        notes[count++] = new Note(mark, nowNanos, rows);
        lastBatches = 1;
    }

    private void restart() {
        count = 0;
        batchesPerNote = Math.max(1, batchesPerNote / 2);
    }

    /** The sink has handed over what it holds. */
    void flushed(long nowNanos) {
        if (!isVisibleOnCommit && count > 0) {
            visible(notes, count, nowNanos);
            restart();
        }
    }

    /** The sink has prepared an epoch. */
    void prepared(long epoch, long nowNanos) {
        if (hasWritten) {
            signals.written(new EpochBeat.Burst(firstWrittenNanos, lastWrittenNanos));
            hasWritten = false;
        }
        flushed(nowNanos);
        if (count > 0) {
            prepared.add(new Epoch(epoch, Arrays.copyOf(notes, count)));
            notes = new Note[NOTES_MAX];
            restart();
        }
    }

    /** All epochs up to this one are committed. */
    void committed(long epoch, long nowNanos) {
        for (Epoch first = prepared.peek(); first != null && first.epoch <= epoch; first = prepared.peek()) {
            prepared.remove();
            visible(first.notes, first.notes.length, nowNanos);
        }
    }

    private void visible(Note[] all, int end, long nowNanos) {
        for (int i = 0; i < end; i++) {
            Note note = all[i];
            serve.add(nowNanos - note.writtenNanos, note.rows);
            total.add(
                    Math.max(0, note.mark.ingestNanos()) + note.mark.waitNanos() + (nowNanos - note.mark.readNanos()),
                    note.rows);
        }
    }

    DurationHistogram.Reading compute() {
        return compute.read();
    }

    DurationHistogram.Reading serve() {
        return serve.read();
    }

    DurationHistogram.Reading total() {
        return total.read();
    }
}
