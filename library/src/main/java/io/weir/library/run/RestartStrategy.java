package io.weir.library.run;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Whether, and when, a job that has failed begins again: Flink's {@code restart-strategy.*}. */
interface RestartStrategy {
    String TYPE = "restart-strategy.type";

    String ATTEMPTS_MAX = "restart-strategy.exponential-delay.attempts-before-reset-backoff";
    String INFINITE = "infinite";

    /** The milliseconds to wait before the next attempt, or empty if there is to be none. */
    Optional<Long> afterFailure();

    /**
     * The strategy that is configured; without one, exponential delay for jobs that save epochs, and none for others.
     *
     * @throws WeirException for a strategy that does not exist, or an option that is wrong
     */
    static RestartStrategy of(Map<String, String> configuration, boolean savesEpochs, Clock clock) {
        String type = configuration.getOrDefault(TYPE, savesEpochs ? "exponential-delay" : "none");
        JobOptions options = new JobOptions(configuration);
        return switch (type.strip()) {
            case "none", "off", "disable" -> Optional::empty;
            case "fixed-delay", "fixeddelay" ->
                new FixedDelay(
                        options.count("restart-strategy.fixed-delay.attempts", 1, 0),
                        options.millis("restart-strategy.fixed-delay.delay", 1000));
            case "failure-rate", "failurerate" ->
                new FailureRate(
                        options.count("restart-strategy.failure-rate.max-failures-per-interval", 1, 0),
                        options.millis("restart-strategy.failure-rate.failure-rate-interval", 60_000),
                        options.millis("restart-strategy.failure-rate.delay", 1000),
                        clock);
            case "exponential-delay", "exponentialdelay" ->
                new ExponentialDelay(
                        options.millis("restart-strategy.exponential-delay.initial-backoff", 1000),
                        options.millis("restart-strategy.exponential-delay.max-backoff", 60_000),
                        options.number("restart-strategy.exponential-delay.backoff-multiplier")
                                .orElse(1.5),
                        options.millis("restart-strategy.exponential-delay.reset-backoff-threshold", 3_600_000),
                        options.number("restart-strategy.exponential-delay.jitter-factor")
                                .orElse(0.1),
                        options.text(ATTEMPTS_MAX, INFINITE).equals(INFINITE)
                                ? Integer.MAX_VALUE
                                : options.count(ATTEMPTS_MAX, Integer.MAX_VALUE, 0),
                        clock);
            default ->
                throw new WeirException(
                        ErrorCode.OPTION_INVALID,
                        "There is no restart strategy '" + type + "'",
                        TYPE,
                        "Give none, fixed-delay, failure-rate or exponential-delay",
                        null);
        };
    }

    /** So many attempts in all, each after the same time. */
    final class FixedDelay implements RestartStrategy {
        private final long delayMillis;
        private int left;

        FixedDelay(int attempts, long delayMillis) {
            left = attempts;
            this.delayMillis = delayMillis;
        }

        @Override
        public Optional<Long> afterFailure() {
            return left-- > 0 ? Optional.of(delayMillis) : Optional.empty();
        }
    }

    /** Until there are too many failures in an interval. */
    final class FailureRate implements RestartStrategy {
        private final int failuresMax;
        private final long intervalMillis;
        private final long delayMillis;
        private final Clock clock;
        private final ArrayDeque<Long> failures = new ArrayDeque<>();

        FailureRate(int failuresMax, long intervalMillis, long delayMillis, Clock clock) {
            this.failuresMax = failuresMax;
            this.intervalMillis = intervalMillis;
            this.delayMillis = delayMillis;
            this.clock = clock;
        }

        @Override
        public Optional<Long> afterFailure() {
            long now = clock.nanoTime() / 1_000_000;
            while (!failures.isEmpty() && now - failures.getFirst() > intervalMillis) {
                failures.removeFirst();
            }
            failures.addLast(now);
            return failures.size() <= failuresMax ? Optional.of(delayMillis) : Optional.empty();
        }
    }

    /** Longer and longer, until it has gone well for a while. */
    final class ExponentialDelay implements RestartStrategy {
        private final long initialMillis;
        private final long maxMillis;
        private final double multiplier;
        private final long resetMillis;
        private final double jitter;
        private final int attemptsMax;
        private final Clock clock;
        private double nextMillis;
        private long lastFailure;
        private int attempts;

        ExponentialDelay(
                long initialMillis,
                long maxMillis,
                double multiplier,
                long resetMillis,
                double jitter,
                int attemptsMax,
                Clock clock) {
            this.initialMillis = initialMillis;
            this.maxMillis = maxMillis;
            this.multiplier = multiplier;
            this.resetMillis = resetMillis;
            this.jitter = jitter;
            this.attemptsMax = attemptsMax;
            this.clock = clock;
            nextMillis = initialMillis;
            lastFailure = clock.nanoTime() / 1_000_000;
        }

        @Override
        public Optional<Long> afterFailure() {
            long now = clock.nanoTime() / 1_000_000;
            if (now - lastFailure > resetMillis + nextMillis) {
                nextMillis = initialMillis;
                attempts = 0;
            }
            lastFailure = now;
            if (attempts++ >= attemptsMax) {
                return Optional.empty();
            }
            double delay = nextMillis;
            nextMillis = Math.min((double) maxMillis, nextMillis * multiplier);
            double shift = jitter == 0 ? 0 : ThreadLocalRandom.current().nextDouble(-jitter, jitter);
            return Optional.of((long) Math.min((double) maxMillis, delay * (1 + shift)));
        }
    }
}
