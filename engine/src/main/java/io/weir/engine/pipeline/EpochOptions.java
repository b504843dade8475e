package io.weir.engine.pipeline;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.runtime.EpochRecovery;
import io.weir.engine.runtime.EpochSettings;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.state.StateBackend;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Locale;
import java.util.Optional;

/** What the configuration says of epochs: Flink's {@code execution.checkpointing.*}, and {@code weir.delivery}. */
final class EpochOptions {
    private static final String MODE = "execution.checkpointing.mode";
    private static final String DELIVERY = "weir.delivery";
    private static final String INTERVAL = "execution.checkpointing.interval";
    private static final String MIN_PAUSE = "execution.checkpointing.min-pause";
    private static final String TIMEOUT = "execution.checkpointing.timeout";
    private static final String TOLERATED = "execution.checkpointing.tolerable-failed-checkpoints";
    private static final long INTERVAL_DEFAULT = 1000;
    private static final long TIMEOUT_DEFAULT = 600_000;
    private static final int TOLERATED_DEFAULT = 3;

    private final PipelineOptions options;

    EpochOptions(PipelineOptions options) {
        this.options = options;
    }

    /** What sources and sinks are told, of a run whose epochs are saved if that makes sense. */
    EpochContext context(String pipeline) {
        Delivery delivery = delivery();
        return new EpochContext(pipeline, delivery, delivery != Delivery.AT_MOST_ONCE);
    }

    private Delivery delivery() {
        String key = options.configuration().containsKey(DELIVERY) ? DELIVERY : MODE;
        String text = options.configuration().getOrDefault(key, "exactly-once");
        return switch (text.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "exactly-once" -> Delivery.EXACTLY_ONCE;
            case "at-least-once" -> Delivery.AT_LEAST_ONCE;
            case "at-most-once" -> Delivery.AT_MOST_ONCE;
            default ->
                throw new WeirException(
                        ErrorCode.OPTION_INVALID,
                        "'" + text + "' is no way of delivery",
                        key,
                        key.equals(MODE)
                                ? "Give EXACTLY_ONCE or AT_LEAST_ONCE"
                                : "Give exactly-once, at-least-once or at-most-once",
                        null);
        };
    }

    EpochSettings settings(EpochContext context, EpochStore store, EpochRecovery.Start start) {
        return new EpochSettings(
                context,
                Optional.of(store),
                start.manifest(),
                start.lastEpoch(),
                interval(),
                options.millis(MIN_PAUSE, 0),
                options.millis(TIMEOUT, TIMEOUT_DEFAULT),
                tolerated(),
                StateBackend.HEAP);
    }

    private long interval() {
        long millis = options.millis(INTERVAL, INTERVAL_DEFAULT);
        if (millis == 0) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "an interval of 0 leaves no time between epochs",
                    INTERVAL,
                    "Give a longer one, or SET '" + DELIVERY + "' = 'at-most-once', which saves no epochs",
                    null);
        }
        return millis;
    }

    private int tolerated() {
        return new JobOptions(options.configuration()).count(TOLERATED, TOLERATED_DEFAULT, 0);
    }
}
