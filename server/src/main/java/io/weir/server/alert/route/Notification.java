package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What is told at once: the alerts of one group.
 *
 * @param groupId names the group, the same from notification to notification
 * @param group the labels that its alerts share
 * @param alerts those that are told, the worst first
 * @param leftOut how many more there are
 * @param atMillis when it was made
 * @param serverUrl where the server is, for links
 */
public record Notification(
        String groupId, Map<String, String> group, List<Alert> alerts, int leftOut, long atMillis, String serverUrl) {
    /** Nobody reads more in one message. */
    public static final int ALERTS_MAX = 50;

    public Notification {
        group = Map.copyOf(group);
        alerts = List.copyOf(alerts);
    }

    /** Firing if one alert is, else acknowledged if one is, else resolved. */
    public AlertState state() {
        return alerts.stream().map(Alert::state).min(Comparator.naturalOrder()).orElse(AlertState.RESOLVED);
    }

    /** The worst of the alerts. */
    public Severity severity() {
        return alerts.stream()
                .filter(alert -> alert.state().isActive())
                .map(Alert::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFO);
    }

    /** One line: the alert's, or how many there are. */
    public String title() {
        if (alerts.size() == 1 && leftOut == 0) {
            Alert only = alerts.get(0);
            return only.title() + ": " + only.text();
        }
        long active = alerts.stream().filter(alert -> alert.state().isActive()).count();
        String where = group.getOrDefault("pipeline", "");
        String of = where.isEmpty() ? "" : " of " + where;
        return active == 0
                ? alerts.size() + leftOut + " alerts" + of + " are over"
                : active + leftOut + " alerts" + of + ": " + alerts.get(0).title() + ": "
                        + alerts.get(0).text();
    }

    /** Where the page is that says what to do, "" without one. */
    public String runbookUrl(Alert alert) {
        return alert.runbook().isEmpty() ? "" : serverUrl + "/api/v1/runbooks/" + alert.runbook();
    }
}
