package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Slack's incoming webhooks, in the form that Mattermost, Rocket.Chat and others read too: a text and attachments. */
final class SlackChannel implements Channel {
    private static final int TEXT_LENGTH_MAX = 3000;
    private static final String GREEN = "#2eb886";
    private static final String GREY = "#8d8d8d";

    @Override
    public Post post(Notification notification) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("text", Texts.slack(Texts.cut(mark(notification) + " " + notification.title(), TEXT_LENGTH_MAX)));
        List<Map<String, Object>> attachments = new ArrayList<>();
        for (Alert alert : notification.alerts()) {
            attachments.add(attachment(notification, alert));
        }
        if (notification.leftOut() > 0) {
            attachments.add(Map.of("color", GREY, "text", "and " + notification.leftOut() + " more"));
        }
        message.put("attachments", attachments);
        return new Post(Json.text(message), Map.of());
    }

    private static String mark(Notification notification) {
        return switch (notification.state()) {
            case PENDING, FIRING -> "[firing]";
            case ACKNOWLEDGED -> "[acknowledged]";
            case RESOLVED -> "[resolved]";
        };
    }

    private static Map<String, Object> attachment(Notification notification, Alert alert) {
        Map<String, Object> attachment = new LinkedHashMap<>();
        attachment.put("fallback", Texts.slack(Texts.cut(alert.title() + ": " + alert.text(), TEXT_LENGTH_MAX)));
        attachment.put("color", alert.state() == AlertState.RESOLVED ? GREEN : color(alert.severity()));
        attachment.put("title", Texts.slack(alert.title()));
        if (!alert.runbook().isEmpty()) {
            attachment.put("title_link", notification.runbookUrl(alert));
        }
        String text = alert.action().isEmpty() ? alert.text() : alert.text() + "\n" + alert.action();
        attachment.put("text", Texts.slack(Texts.cut(text, TEXT_LENGTH_MAX)));
        List<Map<String, Object>> fields = new ArrayList<>();
        fields.add(field("state", alert.state().id()));
        fields.add(field("severity", alert.severity().id()));
        alert.labels().forEach((name, value) -> fields.add(field(name, value)));
        attachment.put("fields", fields);
        attachment.put("ts", alert.changedMillis() / 1000);
        return attachment;
    }

    private static Map<String, Object> field(String title, String value) {
        Map<String, Object> field = new LinkedHashMap<>();
        field.put("title", Texts.slack(title));
        field.put("value", Texts.slack(value));
        field.put("short", true);
        return field;
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#a30200";
            case ERROR -> "#d72b3f";
            case WARNING -> "#daa038";
            case INFO -> "#439fe0";
        };
    }
}
