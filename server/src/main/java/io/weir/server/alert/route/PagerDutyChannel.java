package io.weir.server.alert.route;

import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PagerDuty's Events API v2: a group is an incident, opened by {@code trigger}, taken on by {@code acknowledge}, closed
 * by {@code resolve}. All three carry the group's name as {@code dedup_key}, so that repeating one changes nothing.
 */
final class PagerDutyChannel implements Channel {
    /** What PagerDuty takes as a summary. */
    private static final int SUMMARY_LENGTH_MAX = 1024;

    private final Secret routingKey;

    PagerDutyChannel(Secret routingKey) {
        this.routingKey = routingKey;
    }

    @Override
    public Post post(Notification notification) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", routingKey.reveal());
        event.put("event_action", action(notification.state()));
        event.put("dedup_key", "weir-" + notification.groupId());
        if (notification.state() == AlertState.FIRING) {
            event.put("client", "Weir");
            event.put("client_url", notification.serverUrl());
            event.put("links", links(notification));
            event.put("payload", payload(notification));
        }
        return new Post(Json.text(event), Map.of());
    }

    private static String action(AlertState state) {
        return switch (state) {
            case PENDING, FIRING -> "trigger";
            case ACKNOWLEDGED -> "acknowledge";
            case RESOLVED -> "resolve";
        };
    }

    private static List<Map<String, String>> links(Notification notification) {
        List<Map<String, String>> links = new ArrayList<>();
        notification.alerts().stream()
                .filter(alert -> !alert.runbook().isEmpty())
                .map(alert -> Map.of("href", notification.runbookUrl(alert), "text", "Runbook: " + alert.runbook()))
                .distinct()
                .forEach(links::add);
        return links;
    }

    private static Map<String, Object> payload(Notification notification) {
        Alert first = notification.alerts().get(0);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("summary", Texts.cut(notification.title(), SUMMARY_LENGTH_MAX));
        payload.put("source", first.pipeline().isEmpty() ? "weir" : first.pipeline());
        payload.put("severity", notification.severity().id());
        payload.put("timestamp", Instant.ofEpochMilli(first.sinceMillis()).toString());
        payload.put("component", first.pipeline().isEmpty() ? "process" : first.pipeline());
        payload.put("group", first.name());
        payload.put("class", first.key().isEmpty() ? first.name() : first.key());
        Map<String, Object> details = new LinkedHashMap<>();
        for (Alert alert : notification.alerts()) {
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("text", alert.text());
            detail.put("state", alert.state().id());
            detail.put("severity", alert.severity().id());
            if (!alert.action().isEmpty()) {
                detail.put("action", alert.action());
            }
            detail.putAll(alert.labels());
            details.put(alert.title(), detail);
        }
        if (notification.leftOut() > 0) {
            details.put("left_out", notification.leftOut());
        }
        payload.put("custom_details", details);
        return payload;
    }
}
