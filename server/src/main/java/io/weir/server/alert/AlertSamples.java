package io.weir.server.alert;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.metrics.Metric;
import io.weir.server.metrics.MetricSource;
import io.weir.server.metrics.Samples;
import java.util.List;

/** How many alerts fire, for the catalogue of metrics; those that are acknowledged fire too. */
public final class AlertSamples implements MetricSource {
    private final AlertService service;

    public AlertSamples(AlertService service) {
        this.service = service;
    }

    @Override
    public void addTo(Samples samples) {
        List<Alert> alerts = service.alerts();
        for (Severity severity : Severity.values()) {
            long firing = alerts.stream()
                    .filter(alert ->
                            alert.severity() == severity && alert.state().isActive())
                    .count();
            samples.add(Metric.ALERTS_FIRING, firing, severity.id());
        }
    }
}
