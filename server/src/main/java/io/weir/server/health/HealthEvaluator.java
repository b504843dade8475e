package io.weir.server.health;

import io.weir.plan.WeirException;
import io.weir.server.health.PipelineHealth.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges the numbers of each moment. It knows no clock and no server: moments and numbers are given to it, one thread
 * calls.
 */
public final class HealthEvaluator {
    /** The name that the process has where a pipeline's stands. */
    public static final String PROCESS = "";

    private record Key(String pipeline, Measure measure) {}

    private final HealthSettings serverSettings;
    private final Map<String, PipelineSignals> signals = new HashMap<>();
    private final Map<Key, Condition> conditions = new HashMap<>();
    /** What was learned before this process, by pipeline, until the pipeline runs with the settings that it has. */
    private final Map<String, List<LearnedBaseline>> earlier = new HashMap<>();

    public HealthEvaluator(HealthSettings settings) {
        this.serverSettings = settings;
    }

    /**
     * What all measures show now: those of the process first, then each pipeline's. A pipeline that is no longer in the
     * input is forgotten.
     */
    public List<HealthReading> evaluate(long nowMillis, HealthInput input) {
        List<HealthReading> readings = new ArrayList<>();
        for (Measure measure : HealthRule.RESOURCES.measures()) {
            judge(nowMillis, measure, PROCESS, serverSettings, read(measure, input.process()), "", readings);
        }
        Set<String> seen = new HashSet<>(Set.of(PROCESS));
        for (PipelineHealth pipeline : input.pipelines()) {
            seen.add(pipeline.name());
            evaluate(nowMillis, pipeline, readings);
        }
        signals.keySet().retainAll(seen);
        earlier.keySet().retainAll(seen);
        conditions.keySet().removeIf(key -> !seen.contains(key.pipeline));
        return readings;
    }

    private void evaluate(long nowMillis, PipelineHealth pipeline, List<HealthReading> readings) {
        PipelineSignals own = signalsOf(pipeline);
        own.add(nowMillis, pipeline);
        boolean isOver = pipeline.state() == State.STOPPED || pipeline.state() == State.FINISHED;
        boolean isRunning = pipeline.state() == State.RUNNING;
        for (Measure measure : Measure.values()) {
            if (measure.isOfProcess()) {
                continue;
            }
            boolean isFailure = measure.rule() == HealthRule.FAILURE;
            if (isOver) {
                condition(pipeline.name(), measure).reset(nowMillis);
            }
            Reading reading =
                    isRunning || isFailure ? own.read(measure, pipeline) : Reading.unknown("the pipeline does not run");
            if (!own.mistake().isEmpty()) {
                reading = new Reading(
                        reading.value(), reading.text() + "; its own limits are not used: " + own.mistake());
            }
            String detail = isFailure ? pipeline.errorKind() : "";
            HealthReading judged =
                    judge(nowMillis, measure, pipeline.name(), own.settings(), reading, detail, readings);
            if (isRunning && !judged.isBad()) {
                own.learn(measure, nowMillis, pipeline);
            }
        }
        if (isRunning) {
            earlier.remove(pipeline.name());
        }
    }

    /**
     * A pipeline's settings can change while it is served; it learns anew then. Settings with a mistake are not used,
     * which the readings say.
     */
    private PipelineSignals signalsOf(PipelineHealth pipeline) {
        PipelineSignals known = signals.get(pipeline.name());
        HealthSettings settings = serverSettings;
        String mistake = "";
        try {
            settings = serverSettings.with(pipeline.configuration());
        } catch (WeirException e) {
            mistake = String.valueOf(e.getMessage());
        }
        if (known == null
                || !known.settings().isSameAs(settings)
                || !known.mistake().equals(mistake)) {
            known = new PipelineSignals(settings, mistake);
            earlier.getOrDefault(pipeline.name(), List.of()).forEach(known::restore);
            signals.put(pipeline.name(), known);
        }
        return known;
    }

    private HealthReading judge(
            long nowMillis,
            Measure measure,
            String pipeline,
            HealthSettings settings,
            Reading reading,
            String detail,
            List<HealthReading> readings) {
        MeasureSettings limits = settings.of(measure);
        Condition condition = condition(pipeline, measure);
        HealthStatus status;
        if (!limits.isEnabled()) {
            condition.reset(nowMillis);
            status = HealthStatus.UNKNOWN;
        } else if (!reading.isKnown()) {
            status = statusOf(condition, HealthStatus.UNKNOWN);
        } else {
            condition.update(
                    nowMillis,
                    measure.isBad(reading.value(), limits.threshold()),
                    measure.isWell(reading.value(), limits.clear()),
                    limits.hold(),
                    limits.clearHold());
            status = statusOf(condition, HealthStatus.OK);
        }
        HealthReading judged = new HealthReading(
                measure,
                pipeline,
                status,
                reading.value(),
                limits.threshold(),
                limits.severity(),
                limits.isEnabled() ? reading.text() : "switched off",
                condition.sinceMillis(),
                detail);
        readings.add(judged);
        return judged;
    }

    private static HealthStatus statusOf(Condition condition, HealthStatus otherwise) {
        return switch (condition.status()) {
            case OK -> otherwise;
            case PENDING -> HealthStatus.WARNING;
            case FIRING -> HealthStatus.FIRING;
        };
    }

    private Condition condition(String pipeline, Measure measure) {
        return conditions.computeIfAbsent(new Key(pipeline, measure), key -> new Condition());
    }

    private Reading read(Measure measure, ProcessHealth process) {
        return switch (measure) {
            case CPU -> share(process.cpuShare(), "of all processors are busy");
            case MEMORY -> share(process.memoryShare(), "of the heap are in use");
            case NETWORK -> network(process);
            default -> throw new IllegalArgumentException(measure + " is no number of the process");
        };
    }

    private static Reading share(double share, String what) {
        return Double.isNaN(share)
                ? Reading.unknown("it is not measured on this system")
                : new Reading(100 * share, Numbers.text(100 * share) + " % " + what);
    }

    private Reading network(ProcessHealth process) {
        double configured = serverSettings.networkBytesPerSecondMax();
        double most = Double.isNaN(configured) ? process.networkBytesPerSecondMax() : configured;
        if (Double.isNaN(process.networkBytesPerSecond()) || Double.isNaN(most)) {
            return Reading.unknown("the network's speed is not known");
        }
        return new Reading(
                100 * process.networkBytesPerSecond() / most,
                Numbers.bytes(process.networkBytesPerSecond()) + "/s in and out, the limit is " + Numbers.bytes(most)
                        + "/s");
    }

    /** What was learned before this process began. */
    public void restore(List<LearnedBaseline> learned) {
        learned.forEach(one -> earlier.computeIfAbsent(one.pipeline(), name -> new ArrayList<>())
                .add(one));
    }

    /** What is known of all pipelines. */
    public List<LearnedBaseline> learned() {
        List<LearnedBaseline> all = new ArrayList<>();
        signals.forEach((name, own) -> {
            if (!earlier.containsKey(name)) {
                all.addAll(own.learned(name));
            }
        });
        earlier.values().forEach(all::addAll);
        return all;
    }

    /** Changes with what is learned. */
    public long learnedCount() {
        return signals.values().stream()
                .mapToLong(PipelineSignals::learnedCount)
                .sum();
    }

    /** An alert fired before this process began: it goes on, until its numbers are well. */
    public void restore(String pipeline, Measure measure, long firingSinceMillis) {
        condition(pipeline, measure).restore(firingSinceMillis);
    }
}
