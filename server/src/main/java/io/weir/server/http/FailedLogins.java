package io.weir.server.http;

import io.weir.engine.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address has shown a wrong token lately, so that guessing is slow. The oldest addresses are forgotten
 * when there are too many.
 */
final class FailedLogins {
    static final int FAILURES_MAX = 10;
    static final long WINDOW_MILLIS = 60_000;
    private static final int ADDRESSES_MAX = 10_000;

    private record Count(int failures, long endMillis) {}

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** Counts a wrong token. */
    synchronized void add(String address) {
        long now = clock.currentTimeMillis();
        Count before = counts.remove(address);
        counts.put(
                address,
                before != null && before.endMillis > now
                        ? new Count(before.failures + 1, before.endMillis)
                        : new Count(1, now + WINDOW_MILLIS));
        if (counts.size() > ADDRESSES_MAX) {
            counts.remove(counts.keySet().iterator().next());
        }
    }

    /** How long nobody at this address may try again; 0 if somebody may. */
    synchronized long waitMillis(String address) {
        Count count = counts.get(address);
        return count == null || count.failures < FAILURES_MAX
                ? 0
                : Math.max(0, count.endMillis - clock.currentTimeMillis());
    }
}
