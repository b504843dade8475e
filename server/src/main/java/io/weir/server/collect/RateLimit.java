package io.weir.server.collect;

import io.weir.engine.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * So many records a second for each name, with a second's worth in store. A request that is let in may overdraw, so
 * that one that is larger than the store is possible at all; the next one waits the longer.
 */
final class RateLimit {
    private static final int NAMES_MAX = 10_000;

    private static final class Store {
        private double records;
        private long filledNanos;

        Store(double records, long filledNanos) {
            this.records = records;
            this.filledNanos = filledNanos;
        }
    }

    private final long perSecond;
    private final Clock clock;
    private final Map<String, Store> stores = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Store> eldest) {
            return size() > NAMES_MAX;
        }
    };

    /** @param perSecond 0 for no limit */
    RateLimit(long perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Takes records if there are any in store: 0, or else how many seconds it takes until there are. */
    synchronized int take(String name, int records) {
        if (perSecond == 0) {
            return 0;
        }
        long now = clock.nanoTime();
        Store store = stores.computeIfAbsent(name, unused -> new Store(perSecond, now));
        store.records = Math.min((double) perSecond, store.records + (now - store.filledNanos) * (perSecond / 1e9));
        store.filledNanos = now;
        if (store.records <= 0) {
            return 1 + (int) Math.min(3600, -store.records / perSecond);
        }
        store.records -= records;
        return 0;
    }
}
