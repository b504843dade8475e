package io.weir.server.alert.route;

import io.weir.server.alert.book.Alert;
import io.weir.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Any HTTP server: the notification as JSON. With a key for signatures, {@code X-Weir-Signature} is {@code sha256=} and
 * the HMAC-SHA256, in hex, of the text of {@code X-Weir-Timestamp}, a point, and the body.
 */
final class WebhookChannel implements Channel {
    private static final String ALGORITHM = "HmacSHA256";

    /** The body; its version grows when a field changes its meaning. */
    record Body(
            int version,
            String status,
            String severity,
            String title,
            Map<String, String> group,
            List<Item> alerts,
            int leftOut,
            Instant sentAt) {}

    /** One alert. */
    record Item(
            String id,
            String name,
            String severity,
            String state,
            String pipeline,
            String key,
            String text,
            String action,
            String runbook,
            Map<String, String> labels,
            @Nullable Double value,
            @Nullable Double threshold,
            String unit,
            Instant since) {}

    private final Secret token;
    private final Secret signature;

    WebhookChannel(Secret token, Secret signature) {
        this.token = token;
        this.signature = signature;
    }

    @Override
    public Post post(Notification notification) {
        String body = Json.text(new Body(
                1,
                notification.state().id(),
                notification.severity().id(),
                notification.title(),
                notification.group(),
                notification.alerts().stream()
                        .map(alert -> item(notification, alert))
                        .toList(),
                notification.leftOut(),
                Instant.ofEpochMilli(notification.atMillis())));
        Map<String, String> headers = new LinkedHashMap<>(authorization(token));
        headers.put("X-Weir-Delivery", UUID.randomUUID().toString());
        if (!signature.isEmpty()) {
            String timestamp = Long.toString(notification.atMillis() / 1000);
            headers.put("X-Weir-Timestamp", timestamp);
            headers.put("X-Weir-Signature", "sha256=" + sign(timestamp + "." + body));
        }
        return new Post(body, headers);
    }

    private static Item item(Notification notification, Alert alert) {
        return new Item(
                alert.id(),
                alert.name(),
                alert.severity().id(),
                alert.state().id(),
                alert.pipeline(),
                alert.key(),
                alert.text(),
                alert.action(),
                notification.runbookUrl(alert),
                alert.labels(),
                known(alert.value()),
                known(alert.threshold()),
                alert.unit(),
                Instant.ofEpochMilli(alert.sinceMillis()));
    }

    private static @Nullable Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }

    /** The header for a bearer token, if there is one. */
    static Map<String, String> authorization(Secret token) {
        return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token.reveal());
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(signature.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
