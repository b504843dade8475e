package io.weir.server.health;

import io.weir.server.health.PipelineHealth.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is remembered of one pipeline from moment to moment, and the readings that follow from it. */
final class PipelineSignals {
    private static final long RESTARTS_WINDOW_MILLIS = 600_000;
    /** A learned rate below this is too little to be measured by. */
    private static final double LEARNED_PER_SECOND_MIN = 1;

    private final HealthSettings settings;
    private final String mistake;
    private final CounterWindow rate;
    private final CounterWindow errors;
    private final CounterWindow restarts = new CounterWindow(RESTARTS_WINDOW_MILLIS);
    private final Baseline usualRate;
    private final Baseline usualLatency;

    /** @param mistake why the pipeline's own settings are not used, or "" */
    PipelineSignals(HealthSettings settings, String mistake) {
        this.settings = settings;
        this.mistake = mistake;
        rate = new CounterWindow(settings.throughputWindowMillis());
        errors = new CounterWindow(settings.errorsWindowMillis());
        usualRate = settings.newBaseline();
        usualLatency = settings.newBaseline();
    }

    HealthSettings settings() {
        return settings;
    }

    String mistake() {
        return mistake;
    }

    void add(long nowMillis, PipelineHealth input) {
        if (input.state() == State.RUNNING && input.events() >= 0) {
            rate.add(nowMillis, input.events(), 0);
            errors.add(nowMillis, input.events(), Math.max(0, input.failedEvents()));
        } else {
            rate.clear();
            errors.clear();
        }
        restarts.add(nowMillis, 0, input.restarts());
    }

    /** Takes the numbers of a moment that was as it should be. */
    void learn(Measure measure, long nowMillis, PipelineHealth input) {
        if (measure == Measure.THROUGHPUT && !Double.isNaN(rate.allPerSecond())) {
            usualRate.add(nowMillis, rate.allPerSecond());
        } else if (measure == Measure.LATENCY && !Double.isNaN(input.latencyMillis())) {
            usualLatency.add(nowMillis, input.latencyMillis());
        }
    }

    private Map<Measure, Baseline> baselines() {
        return Map.of(Measure.THROUGHPUT, usualRate, Measure.LATENCY, usualLatency);
    }

    /** Goes on with what was learned before, if it was learned in the same way. */
    void restore(LearnedBaseline earlier) {
        Baseline baseline = baselines().get(earlier.measure());
        if (baseline != null && baseline.stretchMillis() == earlier.stretchMillis()) {
            baseline.restore(earlier.means());
        }
    }

    /** What has been learned so far. */
    List<LearnedBaseline> learned(String pipeline) {
        List<LearnedBaseline> all = new ArrayList<>();
        baselines().forEach((measure, baseline) -> {
            if (baseline.count() > 0) {
                all.add(new LearnedBaseline(pipeline, measure, baseline.stretchMillis(), baseline.means()));
            }
        });
        return all;
    }

    /** Grows with what is learned. */
    long learnedCount() {
        return usualRate.count() + usualLatency.count();
    }

    Reading read(Measure measure, PipelineHealth input) {
        return switch (measure) {
            case LAG -> lag(input);
            case THROUGHPUT -> throughput();
            case ERRORS -> errors();
            case LATENCY -> latency(input);
            case BACKPRESSURE -> backpressure(input);
            case STATE_BYTES -> stateBytes(input);
            case EPOCH_DURATION -> epochDuration(input);
            case DOWN -> down(input);
            case RESTARTS -> new Reading(restarts.some(), restarts.some() + " restarts within ten minutes");
            case CPU, MEMORY, NETWORK -> throw new IllegalArgumentException(measure + " is no number of a pipeline");
        };
    }

    private static Reading lag(PipelineHealth input) {
        double millis = input.lagMillis();
        if (Double.isNaN(millis)) {
            return Reading.unknown("no source tells its lag");
        }
        String where = input.lagWhere().isEmpty() ? "" : " at " + input.lagWhere();
        return new Reading(millis / 1000, "the next record" + where + " has waited for " + Numbers.millis(millis));
    }

    private Reading throughput() {
        double perSecond = rate.allPerSecond();
        if (Double.isNaN(perSecond)) {
            return Reading.unknown("rows have not been counted for long enough");
        }
        double expected = settings.expectedPerSecond();
        boolean isLearned = Double.isNaN(expected);
        if (isLearned) {
            expected = usualRate.value();
            if (Double.isNaN(expected)) {
                return Reading.unknown("the usual rate is still being learned");
            }
            if (expected < LEARNED_PER_SECOND_MIN) {
                return Reading.unknown("there is usually no input");
            }
        }
        return new Reading(
                100 * perSecond / expected,
                Numbers.text(perSecond) + " rows/s, " + (isLearned ? "usual" : "expected") + " are "
                        + Numbers.text(expected) + " rows/s");
    }

    private Reading errors() {
        if (errors.all() == 0 && errors.some() == 0) {
            return new Reading(0, "no records within " + Numbers.millis((double) settings.errorsWindowMillis()));
        }
        String text = errors.some() + " of " + Math.max(errors.all(), errors.some()) + " records failed within "
                + Numbers.millis((double) settings.errorsWindowMillis());
        if (errors.some() < settings.errorsMin()) {
            return new Reading(0, text);
        }
        return new Reading(100.0 * errors.some() / Math.max(errors.all(), errors.some()), text);
    }

    private Reading latency(PipelineHealth input) {
        double millis = input.latencyMillis();
        if (Double.isNaN(millis)) {
            return Reading.unknown("the latency is not measured");
        }
        double usual = settings.latencyBaselineMillis();
        if (Double.isNaN(usual)) {
            usual = usualLatency.value();
            if (Double.isNaN(usual)) {
                return Reading.unknown("the usual latency is still being learned");
            }
            usual = Math.max(usual, settings.latencyBaselineMinMillis());
        }
        return new Reading(millis / usual, Numbers.millis(millis) + ", the baseline is " + Numbers.millis(usual));
    }

    private static Reading backpressure(PipelineHealth input) {
        double share = input.backpressuredShare();
        if (Double.isNaN(share)) {
            return Reading.unknown("backpressure is not measured");
        }
        String who = input.backpressuredWhere().isEmpty() ? "no node" : input.backpressuredWhere();
        return new Reading(
                100 * share, who + " waits for what follows it " + Numbers.text(100 * share) + " % of the time");
    }

    private Reading stateBytes(PipelineHealth input) {
        double bytes = input.stateBytes();
        double most = Double.isNaN(settings.stateBytesMax()) ? input.stateBytesMax() : settings.stateBytesMax();
        if (Double.isNaN(bytes) || Double.isNaN(most)) {
            return Reading.unknown("the size of the state is not known");
        }
        return new Reading(100 * bytes / most, Numbers.bytes(bytes) + " of state, the limit is " + Numbers.bytes(most));
    }

    private Reading epochDuration(PipelineHealth input) {
        double millis = input.epochMillis();
        if (Double.isNaN(millis)) {
            return Reading.unknown("no epoch has been completed");
        }
        double most = settings.epochMillisMax();
        String what = input.isEpochUnderWay() ? "the epoch under way has taken " : "the last epoch took ";
        return new Reading(
                100 * millis / most, what + Numbers.millis(millis) + ", the limit is " + Numbers.millis(most));
    }

    private static Reading down(PipelineHealth input) {
        boolean isDown = input.state() == State.FAILED || input.state() == State.RESTARTING;
        String error = input.error().isEmpty() ? "no reason is known" : input.error();
        return new Reading(isDown ? 1 : 0, isDown ? "it does not run: " + error : "it runs");
    }
}
