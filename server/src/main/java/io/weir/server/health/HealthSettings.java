package io.weir.server.health;

import io.weir.connector.alert.Severity;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.util.TimeUtils;

/**
 * How the rules are set for one pipeline: from the server's configuration, and from the pipeline's own, which wins. All
 * keys begin with {@code weir.alert.}.
 */
public final class HealthSettings {
    /** With what all keys begin. */
    public static final String PREFIX = "weir.alert.";

    private static final String THRESHOLD = "threshold";
    private static final String CLEAR = "clear";
    private static final String FOR = "for";
    private static final String CLEAR_FOR = "clear-for";
    private static final String SEVERITY = "severity";
    private static final String ENABLED = "enabled";
    private static final List<String> OF_EACH_RULE = List.of(THRESHOLD, CLEAR, FOR, CLEAR_FOR, SEVERITY, ENABLED);

    private static final String EXPECTED = PREFIX + "throughput.expected";
    private static final String THROUGHPUT_WINDOW = PREFIX + "throughput.window";
    private static final String ERRORS_WINDOW = PREFIX + "errors.window";
    private static final String ERRORS_MIN = PREFIX + "errors.min";
    private static final String LATENCY_BASELINE = PREFIX + "latency.baseline";
    private static final String LATENCY_BASELINE_MIN = PREFIX + "latency.baseline-min";
    private static final String BYTES_LIMIT = PREFIX + "state.bytes-limit";
    private static final String EPOCH_LIMIT = PREFIX + "state.epoch-limit";
    private static final String NETWORK_LIMIT = PREFIX + "resources.network-limit";
    private static final String BASELINE_WINDOW = PREFIX + "baseline.window";
    private static final String BASELINE_WARM_UP = PREFIX + "baseline.warm-up";

    /** The keys that are not there once for each rule. */
    private static final List<HealthOption> OTHERS = List.of(
            new HealthOption(EXPECTED, "learned", "rows per second that are expected, instead of the learned baseline"),
            new HealthOption(THROUGHPUT_WINDOW, "1 min", "over which time the rate is measured"),
            new HealthOption(ERRORS_WINDOW, "5 min", "over which time the share of failed records is measured"),
            new HealthOption(ERRORS_MIN, "3", "fewer failed records than this within the window are no alert"),
            new HealthOption(LATENCY_BASELINE, "learned", "the usual latency, instead of the learned baseline"),
            new HealthOption(LATENCY_BASELINE_MIN, "50 ms", "a learned baseline below this counts as this"),
            new HealthOption(BYTES_LIMIT, "the heap", "the size that a pipeline's state must not reach"),
            new HealthOption(EPOCH_LIMIT, "10 s", "the duration that an epoch must not reach"),
            new HealthOption(NETWORK_LIMIT, "the link's speed", "bytes per second that the network can take"),
            new HealthOption(BASELINE_WINDOW, "1 h", "how far back a learned baseline looks"),
            new HealthOption(BASELINE_WARM_UP, "5 min", "for how long a baseline is learned before it is used"));

    /** {@link io.weir.server.alert.AlertOptions} reads them. */
    private static final Set<String> OF_SERVER =
            Set.of(PREFIX + "file", PREFIX + "dir", PREFIX + "interval", PREFIX + "url");

    /** All defaults. */
    public static final HealthSettings STANDARD = of(Map.of());

    private final Map<String, String> values;
    private final Map<Measure, MeasureSettings> measures = new EnumMap<>(Measure.class);
    private final double expectedPerSecond;
    private final long throughputWindowMillis;
    private final long errorsWindowMillis;
    private final long errorsMin;
    private final double latencyBaselineMillis;
    private final double latencyBaselineMinMillis;
    private final double stateBytesMax;
    private final double epochMillisMax;
    private final double networkBytesPerSecondMax;
    private final long baselineWindowMillis;
    private final long baselineWarmUpMillis;

    private HealthSettings(Map<String, String> values) {
        this.values = values;
        for (Measure measure : Measure.values()) {
            measures.put(measure, measureSettings(measure));
        }
        expectedPerSecond = number(EXPECTED, Double.NaN, HealthSettings::positive);
        throughputWindowMillis = (long) number(THROUGHPUT_WINDOW, 60_000, HealthSettings::millis);
        errorsWindowMillis = (long) number(ERRORS_WINDOW, 300_000, HealthSettings::millis);
        errorsMin = (long) number(ERRORS_MIN, 3, HealthSettings::positive);
        latencyBaselineMillis = number(LATENCY_BASELINE, Double.NaN, HealthSettings::millis);
        latencyBaselineMinMillis = number(LATENCY_BASELINE_MIN, 50, HealthSettings::millis);
        stateBytesMax = number(BYTES_LIMIT, Double.NaN, HealthSettings::bytes);
        epochMillisMax = number(EPOCH_LIMIT, 10_000, HealthSettings::millis);
        networkBytesPerSecondMax = number(NETWORK_LIMIT, Double.NaN, HealthSettings::bytes);
        baselineWindowMillis = (long) number(BASELINE_WINDOW, 3_600_000, HealthSettings::millis);
        baselineWarmUpMillis = (long) number(BASELINE_WARM_UP, 300_000, HealthSettings::millis);
    }

    /**
     * Reads the keys that begin with {@link #PREFIX} and belong to the rules; others are not looked at.
     *
     * @throws WeirException for a key that is not known, or a value that cannot be understood
     */
    public static HealthSettings of(Map<String, String> configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> known = knownKeys();
        configuration.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !isOfServer(key)) {
                if (!known.contains(key)) {
                    throw new WeirException(
                            ErrorCode.OPTION_UNKNOWN,
                            "there is no such key",
                            "configuration '" + key + "'",
                            "The keys of alerts are: " + String.join(", ", known),
                            null);
                }
                values.put(key, value);
            }
        });
        return new HealthSettings(values);
    }

    /** These settings, with those of one pipeline on top. */
    public HealthSettings with(Map<String, String> ofPipeline) {
        Map<String, String> both = new LinkedHashMap<>(values);
        ofPipeline.forEach((key, value) -> {
            if (key.startsWith(PREFIX) && !isOfServer(key)) {
                both.put(key, value);
            }
        });
        return both.equals(values) ? this : of(both);
    }

    boolean isSameAs(HealthSettings other) {
        return values.equals(other.values);
    }

    /** Keys that are there once for a server: of its routes, of where it keeps what. */
    private static boolean isOfServer(String key) {
        return key.startsWith(PREFIX + "route.") || OF_SERVER.contains(key);
    }

    private static Set<String> knownKeys() {
        Set<String> known = new TreeSet<>();
        for (HealthRule rule : HealthRule.values()) {
            OF_EACH_RULE.forEach(name -> known.add(key(rule, name)));
        }
        OTHERS.forEach(option -> known.add(option.key()));
        return known;
    }

    /** All keys with their defaults, for the reference page. */
    public static List<HealthOption> options() {
        String rule = PREFIX + "<rule>.";
        List<HealthOption> all = new ArrayList<>(List.of(
                new HealthOption(rule + THRESHOLD, "see above", "beyond it a value is bad: `90 s`, `75 %`, `3x`"),
                new HealthOption(rule + CLEAR, "10 % better", "where an alert is over, in the same unit"),
                new HealthOption(rule + FOR, "see above", "for how long it must be bad before it is an alert"),
                new HealthOption(rule + CLEAR_FOR, "30 s", "for how long it must be well before the alert is over"),
                new HealthOption(rule + SEVERITY, "see above", "`info`, `warning`, `error` or `critical`"),
                new HealthOption(rule + ENABLED, "true", "`false` switches the rule off")));
        all.addAll(OTHERS);
        return all;
    }

    private static String key(HealthRule rule, String name) {
        return PREFIX + rule.id() + "." + name;
    }

    private MeasureSettings measureSettings(Measure measure) {
        HealthRule rule = measure.rule();
        double threshold = number(key(rule, THRESHOLD), measure.threshold(), text -> inUnitOf(measure, text));
        String clearKey = key(rule, CLEAR);
        double clear = number(clearKey, measure.clearOf(threshold), text -> inUnitOf(measure, text));
        if (measure.isBad(clear, threshold)) {
            throw invalid(clearKey, "it lies on the bad side of the threshold, " + Numbers.text(threshold));
        }
        return new MeasureSettings(
                value(key(rule, ENABLED), true, HealthSettings::flag),
                threshold,
                clear,
                Duration.ofMillis((long)
                        number(key(rule, FOR), (double) measure.hold().toMillis(), HealthSettings::millisOrZero)),
                Duration.ofMillis((long) number(
                        key(rule, CLEAR_FOR), (double) measure.clearHold().toMillis(), HealthSettings::millisOrZero)),
                value(key(rule, SEVERITY), measure.severity(), Severity::of));
    }

    private double number(String key, double otherwise, Function<String, Optional<Double>> parser) {
        return value(key, otherwise, parser);
    }

    private <T> T value(String key, T otherwise, Function<String, Optional<T>> parser) {
        String text = values.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return parser.apply(text.strip()).orElseThrow(() -> invalid(key, "it cannot be understood"));
        } catch (IllegalArgumentException e) {
            throw invalid(key, "it cannot be understood: " + e.getMessage());
        }
    }

    private WeirException invalid(String key, String why) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "the value '" + values.getOrDefault(key, "") + "' cannot be used: " + why,
                "configuration '" + key + "'",
                "",
                null);
    }

    private static Optional<Double> inUnitOf(Measure measure, String text) {
        return switch (measure.unit()) {
            case "s" -> millis(text).map(millis -> millis / 1000);
            case "%" -> positive(withoutEnd(text, "%")).filter(percent -> percent <= 100);
            case "x" -> positive(withoutEnd(text, "x"));
            default -> positive(text);
        };
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end)
                ? text.substring(0, text.length() - end.length()).strip()
                : text;
    }

    private static Optional<Double> positive(String text) {
        double number = Double.parseDouble(text);
        return number > 0 && number < Double.POSITIVE_INFINITY ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Double> millis(String text) {
        return millisOrZero(text).filter(millis -> millis > 0);
    }

    private static Optional<Double> millisOrZero(String text) {
        return Optional.of((double) TimeUtils.parseDuration(text).toMillis());
    }

    private static Optional<Double> bytes(String text) {
        return Optional.of((double) MemorySize.parse(text).getBytes()).filter(bytes -> bytes > 0);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** How a measure is judged. */
    public MeasureSettings of(Measure measure) {
        MeasureSettings settings = measures.get(measure);
        if (settings == null) {
            throw new IllegalStateException("no settings of " + measure);
        }
        return settings;
    }

    /** Rows per second, NaN if learned. */
    double expectedPerSecond() {
        return expectedPerSecond;
    }

    long throughputWindowMillis() {
        return throughputWindowMillis;
    }

    long errorsWindowMillis() {
        return errorsWindowMillis;
    }

    long errorsMin() {
        return errorsMin;
    }

    /** NaN if learned. */
    double latencyBaselineMillis() {
        return latencyBaselineMillis;
    }

    double latencyBaselineMinMillis() {
        return latencyBaselineMinMillis;
    }

    /** NaN if what the pipeline says counts. */
    double stateBytesMax() {
        return stateBytesMax;
    }

    double epochMillisMax() {
        return epochMillisMax;
    }

    /** NaN if what the process says counts. */
    double networkBytesPerSecondMax() {
        return networkBytesPerSecondMax;
    }

    Baseline newBaseline() {
        return new Baseline(baselineWindowMillis, baselineWarmUpMillis);
    }
}
