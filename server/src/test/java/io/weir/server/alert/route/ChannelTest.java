package io.weir.server.alert.route;

import static io.weir.server.alert.route.Alerts.lag;
import static io.weir.server.alert.route.Alerts.raised;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.server.alert.StepClock;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is posted, against what the vendors' public documentation asks for. */
class ChannelTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void pagerDutyIsTriggered() {
        JsonNode event = pagerDuty(lag("shop", AlertState.FIRING));

        assertThat(event).isEqualTo(JSON.readTree("""
                {
                  "routing_key": "R0",
                  "event_action": "trigger",
                  "dedup_key": "weir-g1",
                  "client": "Weir",
                  "client_url": "http://weir:8080",
                  "links": [{"href": "http://weir:8080/api/v1/runbooks/lag", "text": "Runbook: lag"}],
                  "payload": {
                    "summary": "lag of shop: the next record has waited for 61 s",
                    "source": "shop",
                    "severity": "warning",
                    "timestamp": "2026-01-01T00:00:00Z",
                    "component": "shop",
                    "group": "lag",
                    "class": "lag",
                    "custom_details": {
                      "lag of shop": {
                        "text": "the next record has waited for 61 s",
                        "state": "firing",
                        "severity": "warning",
                        "action": "Scale up"
                      }
                    }
                  }
                }"""));
    }

    @Test
    void pagerDutyHearsThatAnAlertIsTakenOnAndOver() {
        assertThat(pagerDuty(lag("shop", AlertState.ACKNOWLEDGED)))
                .isEqualTo(JSON.readTree(
                        "{\"routing_key\":\"R0\",\"event_action\":\"acknowledge\",\"dedup_key\":\"weir-g1\"}"));
        assertThat(pagerDuty(lag("shop", AlertState.RESOLVED)))
                .isEqualTo(JSON.readTree(
                        "{\"routing_key\":\"R0\",\"event_action\":\"resolve\",\"dedup_key\":\"weir-g1\"}"));
    }

    @Test
    void pagerDutysSummaryIsNoLongerThanItMayBe() {
        Notification notification = new Notification(
                "g1", Map.of(), List.of(raised("k".repeat(1500), Map.of())), 0, StepClock.START, "http://weir:8080");
        JsonNode event = JSON.readTree(
                new PagerDutyChannel(new Secret("R0")).post(notification).body());

        assertThat(event.path("payload").path("summary").asString()).hasSize(1024);
    }

    @Test
    void alertmanagerGetsAllAlertsWithAnEndThatLiesAhead() {
        Channel channel = new AlertmanagerChannel(new Secret("token"), Duration.ofMinutes(1));

        Channel.Post post = channel.post(notification(
                lag("shop", AlertState.FIRING),
                raised("de", Map.of("country code", "de", "1st", "x")),
                lag("", AlertState.RESOLVED)));

        assertThat(post.headers()).isEqualTo(Map.of("Authorization", "Bearer token"));
        assertThat(JSON.readTree(post.body())).isEqualTo(JSON.readTree("""
                [
                  {
                    "labels": {"alertname": "WeirLag", "pipeline": "shop", "severity": "warning"},
                    "annotations": {
                      "summary": "lag of shop",
                      "description": "the next record has waited for 61 s",
                      "action": "Scale up",
                      "runbook_url": "http://weir:8080/api/v1/runbooks/lag"
                    },
                    "startsAt": "2026-01-01T00:00:00Z",
                    "endsAt": "2026-01-01T00:05:00Z",
                    "generatorURL": "http://weir:8080"
                  },
                  {
                    "labels": {
                      "alertname": "refunds", "pipeline": "shop", "severity": "critical", "key": "de",
                      "country_code": "de", "_st": "x"
                    },
                    "annotations": {
                      "summary": "refunds de of shop",
                      "description": "120 refunds <from> one & the same"
                    },
                    "startsAt": "2026-01-01T00:00:00Z",
                    "endsAt": "2026-01-01T00:05:00Z",
                    "generatorURL": "http://weir:8080"
                  },
                  {
                    "labels": {"alertname": "WeirLag", "severity": "warning"},
                    "annotations": {
                      "summary": "lag",
                      "description": "the next record has waited for 61 s",
                      "action": "Scale up",
                      "runbook_url": "http://weir:8080/api/v1/runbooks/lag"
                    },
                    "startsAt": "2026-01-01T00:00:00Z",
                    "endsAt": "2026-01-01T00:00:30Z",
                    "generatorURL": "http://weir:8080"
                  }
                ]"""));
    }

    @Test
    void slackGetsATextAndAttachmentsWithoutMarkup() {
        JsonNode message = JSON.readTree(new SlackChannel()
                .post(notification(raised("<!channel>", Map.of("country", "d&e"))))
                .body());

        assertThat(message).isEqualTo(JSON.readTree("""
                {
                  "text": "[firing] refunds &lt;!channel&gt; of shop: 120 refunds &lt;from&gt; one &amp; the same",
                  "attachments": [{
                    "fallback": "refunds &lt;!channel&gt; of shop: 120 refunds &lt;from&gt; one &amp; the same",
                    "color": "#a30200",
                    "title": "refunds &lt;!channel&gt; of shop",
                    "text": "120 refunds &lt;from&gt; one &amp; the same",
                    "fields": [
                      {"title": "state", "value": "firing", "short": true},
                      {"title": "severity", "value": "critical", "short": true},
                      {"title": "country", "value": "d&amp;e", "short": true}
                    ],
                    "ts": 1767225600
                  }]
                }"""));
    }

    @Test
    void aWebhookIsSignedOverItsTimeAndBody() throws Exception {
        WebhookChannel channel = new WebhookChannel(new Secret("token"), new Secret("key"));

        Channel.Post post = channel.post(notification(lag("shop", AlertState.FIRING)));

        JsonNode body = JSON.readTree(post.body());
        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.path("status").asString()).isEqualTo("firing");
        assertThat(body.path("severity").asString()).isEqualTo("warning");
        assertThat(body.path("group")).isEqualTo(JSON.readTree("{\"pipeline\":\"shop\"}"));
        assertThat(body.path("alerts").get(0)).isEqualTo(JSON.readTree("""
                {
                  "id": "id-lag-shop-", "name": "lag", "severity": "warning", "state": "firing", "pipeline": "shop",
                  "key": "", "text": "the next record has waited for 61 s", "action": "Scale up",
                  "runbook": "http://weir:8080/api/v1/runbooks/lag", "labels": {}, "value": 61.0, "threshold": 60.0,
                  "unit": "s", "since": "2026-01-01T00:00:00Z"
                }"""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signed = post.headers().get("X-Weir-Timestamp") + "." + post.body();
        assertThat(post.headers())
                .containsEntry("Authorization", "Bearer token")
                .containsEntry("X-Weir-Timestamp", "1767225630")
                .containsEntry(
                        "X-Weir-Signature",
                        "sha256=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))))
                .containsKey("X-Weir-Delivery");
    }

    @Test
    void withoutAKeyAWebhookIsNotSigned() {
        Channel.Post post =
                new WebhookChannel(Secret.NONE, Secret.NONE).post(notification(raised("de", Map.of("country", "de"))));

        assertThat(post.headers()).containsOnlyKeys("X-Weir-Delivery");
        JsonNode alert = JSON.readTree(post.body()).path("alerts").get(0);
        assertThat(alert.path("value").isNull()).isTrue();
        assertThat(alert.path("runbook").asString()).isEmpty();
        assertThat(alert.path("labels").path("country").asString()).isEqualTo("de");
    }

    private static JsonNode pagerDuty(Alert alert) {
        return JSON.readTree(
                new PagerDutyChannel(new Secret("R0")).post(notification(alert)).body());
    }

    private static Notification notification(Alert... alerts) {
        return new Notification(
                "g1",
                Map.of("pipeline", "shop"),
                Arrays.asList(alerts),
                0,
                StepClock.START + 30_000 + 30_000 * (alerts.length > 1 ? 1 : 0),
                "http://weir:8080");
    }
}
