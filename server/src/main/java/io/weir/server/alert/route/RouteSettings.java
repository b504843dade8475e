package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Matchers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One way to people.
 *
 * @param name names it
 * @param type what is at its end
 * @param url where that is; it may be a secret itself
 * @param key the routing key of PagerDuty, the bearer token of Alertmanager and webhooks; or none
 * @param signature with what webhooks are signed; or none
 * @param severityMin what is less severe takes other routes
 * @param matchers which alerts take it
 * @param groupBy the labels whose values make a group; one notification for each
 * @param groupWait how long the first notification of a group waits for more alerts
 * @param groupInterval the least time between two notifications of a group
 * @param repeat after how long an alert that still fires is told again
 * @param sendResolved whether it tells that an alert is over
 * @param timeout how long an answer may take
 * @param retryFor for how long a delivery is tried again
 */
public record RouteSettings(
        String name,
        Type type,
        URI url,
        Secret key,
        Secret signature,
        Severity severityMin,
        Matchers matchers,
        List<String> groupBy,
        Duration groupWait,
        Duration groupInterval,
        Duration repeat,
        boolean sendResolved,
        Duration timeout,
        Duration retryFor) {

    /** What is at the end of a route, with what is usual there. */
    public enum Type {
        PAGERDUTY("https://events.pagerduty.com/v2/enqueue", "id", 0, 10, 24 * 3600),
        ALERTMANAGER("", "pipeline", 5, 15, 60),
        SLACK("", "pipeline", 5, 60, 4 * 3600),
        WEBHOOK("", "pipeline", 5, 60, 4 * 3600),
        LOG("", "id", 0, 60, 4 * 3600);

        private final String url;
        private final String groupBy;
        private final Duration groupWait;
        private final Duration groupInterval;
        private final Duration repeat;

        Type(String url, String groupBy, int waitSeconds, int intervalSeconds, int repeatSeconds) {
            this.url = url;
            this.groupBy = groupBy;
            groupWait = Duration.ofSeconds(waitSeconds);
            groupInterval = Duration.ofSeconds(intervalSeconds);
            repeat = Duration.ofSeconds(repeatSeconds);
        }

        /** Where it is, "" if that must be said. */
        String url() {
            return url;
        }

        List<String> groupBy() {
            return List.of(groupBy);
        }

        Duration groupWait() {
            return groupWait;
        }

        Duration groupInterval() {
            return groupInterval;
        }

        Duration repeat() {
            return repeat;
        }

        /** How many alerts a notification has; to a machine all, to people what they may read. */
        int alertsMax() {
            return this == ALERTMANAGER ? Integer.MAX_VALUE : Notification.ALERTS_MAX;
        }

        /** Whether it has a meaning there that somebody has taken an alert on. */
        boolean takesAcknowledged() {
            return this != ALERTMANAGER;
        }
    }

    public RouteSettings {
        groupBy = List.copyOf(groupBy);
    }

    /** A route of a type as it is without options. */
    public static RouteSettings of(String name, Type type, String url) {
        return new RouteSettings(
                name,
                type,
                URI.create(url),
                Secret.NONE,
                Secret.NONE,
                Severity.INFO,
                new Matchers(Map.of()),
                type.groupBy(),
                type.groupWait(),
                type.groupInterval(),
                type.repeat(),
                true,
                Duration.ofSeconds(10),
                Duration.ofMinutes(15));
    }

    /** Where it goes, without what may be a secret in it. */
    public String shownTarget() {
        if (url.getHost() == null) {
            return "";
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + "/…";
    }

    @Override
    public String toString() {
        return name + " (" + type + " " + shownTarget() + ")";
    }
}
