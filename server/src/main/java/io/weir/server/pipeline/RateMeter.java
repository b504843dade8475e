package io.weir.server.pipeline;

import io.weir.library.run.RunStatus;
import java.util.ArrayDeque;

/** What a pipeline has done per second lately: over the last few looks at its counters. */
final class RateMeter {
    private static final int LOOKS = 6;

    private record Look(long nanos, Totals totals) {}

    /** Counters of all jobs of a pipeline. */
    record Totals(long rowsIn, long rowsOut, long bytesIn) {
        static final Totals NONE = new Totals(0, 0, 0);

        Totals plus(RunStatus status) {
            return new Totals(
                    rowsIn + Math.max(0, status.rowsIn()),
                    rowsOut + Math.max(0, status.rowsOut()),
                    bytesIn + Math.max(0, status.bytesIn()));
        }
    }

    /** Per second. */
    record Rates(double rowsIn, double rowsOut, double bytesIn) {}

    private static final Rates UNKNOWN = new Rates(0, 0, 0);

    private final ArrayDeque<Look> looks = new ArrayDeque<>();
    private volatile Rates rates = UNKNOWN;

    /** Takes a look; counters that have become smaller begin again. */
    synchronized void look(long nanos, Totals totals) {
        if (!looks.isEmpty() && totals.rowsIn < looks.getLast().totals.rowsIn) {
            looks.clear();
        }
        looks.addLast(new Look(nanos, totals));
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
        Look first = looks.getFirst();
        double seconds = (nanos - first.nanos) / 1e9;
        if (seconds <= 0) {
            rates = UNKNOWN;
            return;
        }
        rates = new Rates(
                (totals.rowsIn - first.totals.rowsIn) / seconds,
                Math.max(0, totals.rowsOut - first.totals.rowsOut) / seconds,
                Math.max(0, totals.bytesIn - first.totals.bytesIn) / seconds);
    }

    Rates rates() {
        return rates;
    }
}
