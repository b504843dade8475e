package io.weir.server.alert.route;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a route does.
 *
 * @param target where it goes, without secrets
 * @param sent notifications that the other side has taken
 * @param retried how often one was tried again
 * @param failed notifications that were given up
 * @param queued notifications that wait
 * @param lastError what went wrong last, null if nothing has since the last success
 * @param lastSentAt when the other side has taken one last
 */
public record RouteStatus(
        String name,
        String type,
        String target,
        long sent,
        long retried,
        long failed,
        int queued,
        @Nullable String lastError,
        @Nullable Instant lastSentAt) {}
