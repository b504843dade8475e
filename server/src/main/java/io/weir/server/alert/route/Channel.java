package io.weir.server.alert.route;

import java.util.Map;

/** Puts a notification into the form that the other side reads. */
interface Channel {
    /**
     * A request to be posted.
     *
     * @param body JSON
     * @param headers beside the content type
     */
    record Post(String body, Map<String, String> headers) {}

    /** The request for a notification; made once, and repeated as it is when it must be tried again. */
    Post post(Notification notification);

    /** The channel of a route. */
    static Channel of(RouteSettings settings) {
        return switch (settings.type()) {
            case PAGERDUTY -> new PagerDutyChannel(settings.key());
            case ALERTMANAGER -> new AlertmanagerChannel(settings.key(), settings.repeat());
            case SLACK -> new SlackChannel();
            case WEBHOOK -> new WebhookChannel(settings.key(), settings.signature());
            case LOG -> throw new IllegalArgumentException("a log is no HTTP server");
        };
    }
}
