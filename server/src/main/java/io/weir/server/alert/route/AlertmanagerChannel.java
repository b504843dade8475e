package io.weir.server.alert.route;

import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alertmanager's API v2: a list of alerts, each known by its labels. An alert ends by itself when it is not sent again,
 * so that it is repeated while it fires, each time with an end that lies some repetitions ahead, as Prometheus does it.
 */
final class AlertmanagerChannel implements Channel {
    private static final int REPEATS_UNTIL_END = 4;

    private final Secret token;
    private final Duration repeat;

    AlertmanagerChannel(Secret token, Duration repeat) {
        this.token = token;
        this.repeat = repeat;
    }

    @Override
    public Post post(Notification notification) {
        List<Map<String, Object>> alerts = new ArrayList<>();
        for (Alert alert : notification.alerts()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("labels", labels(alert));
            one.put("annotations", annotations(notification, alert));
            one.put("startsAt", Instant.ofEpochMilli(alert.sinceMillis()).toString());
            long end = alert.state() == AlertState.RESOLVED
                    ? alert.changedMillis()
                    : notification.atMillis() + REPEATS_UNTIL_END * repeat.toMillis();
            one.put("endsAt", Instant.ofEpochMilli(end).toString());
            one.put("generatorURL", notification.serverUrl());
            alerts.add(one);
        }
        return new Post(Json.text(alerts), WebhookChannel.authorization(token));
    }

    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new TreeMap<>();
        alert.labels().forEach((name, value) -> labels.put(Texts.labelName(name), value));
        labels.put("alertname", alert.isRaised() ? alert.name() : "Weir" + capital(alert.name()));
        labels.put("severity", alert.severity().id());
        // A label without a value is none, for Alertmanager.
        if (!alert.pipeline().isEmpty()) {
            labels.put("pipeline", alert.pipeline());
        }
        if (!alert.key().isEmpty()) {
            labels.put("key", alert.key());
        }
        return labels;
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Map<String, String> annotations(Notification notification, Alert alert) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", alert.title());
        annotations.put("description", alert.text());
        if (!alert.action().isEmpty()) {
            annotations.put("action", alert.action());
        }
        if (!alert.runbook().isEmpty()) {
            annotations.put("runbook_url", notification.runbookUrl(alert));
        }
        return annotations;
    }
}
