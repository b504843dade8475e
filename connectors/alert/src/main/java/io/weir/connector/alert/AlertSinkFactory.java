package io.weir.connector.alert;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import java.time.Duration;

/** Makes sinks of {@code 'connector' = 'alert'}: each row raises an alert. */
public final class AlertSinkFactory implements SinkFactory {
    public static final String IDENTIFIER = "alert";

    private static final String SEVERITY = "severity";
    private static final String RESOLVE_AFTER = "resolve-after";
    private static final Duration RESOLVE_AFTER_STANDARD = Duration.ofHours(1);

    private final AlertListener listener;

    /** For the service loader: alerts are lines on standard error. */
    public AlertSinkFactory() {
        this(new StandardErrorAlerts(() -> System.err));
    }

    /** For a server, which takes what pipelines raise. */
    public AlertSinkFactory(AlertListener listener) {
        this.listener = listener;
    }

    @Override
    public String identifier() {
        return IDENTIFIER;
    }

    @Override
    public Sink create(SinkRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        Severity severity = options.text(SEVERITY)
                .map(text -> Severity.of(text)
                        .orElseThrow(() -> options.invalid(SEVERITY, "it must be info, warning, error or critical")))
                .orElse(Severity.WARNING);
        Duration resolveAfter = options.duration(RESOLVE_AFTER).orElse(RESOLVE_AFTER_STANDARD);
        if (resolveAfter.isZero() || resolveAfter.isNegative()) {
            throw options.invalid(RESOLVE_AFTER, "it must be longer than no time");
        }
        options.ignore("sink.parallelism");
        options.rejectUnknown();
        boolean isKeyed = request.primaryKey().length > 0;
        return new AlertSink(
                request,
                new AlertColumns(request, severity),
                new AlertTable(request.epochs().pipeline(), lastName(request.table()), isKeyed, resolveAfter),
                listener);
    }

    /** The table's own name of its full one, whose names may stand between backticks. */
    private static String lastName(String table) {
        if (table.endsWith("`")) {
            return table.substring(table.lastIndexOf('`', table.length() - 2) + 1, table.length() - 1);
        }
        return table.substring(table.lastIndexOf('.') + 1);
    }
}
