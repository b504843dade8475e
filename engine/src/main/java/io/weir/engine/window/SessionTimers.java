package io.weir.engine.window;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When sessions may be due: each open session stands once in a bucket of time. A session that was prolonged is found
 * where it stood, and put into the bucket of its new end only then, so prolonging costs nothing.
 */
final class SessionTimers {
    private static final long BUCKETS_PER_GAP = 1024;
    private static final int BUCKET_CAPACITY_MIN = 8;

    private final long width;
    private final TreeMap<Long, Bucket> buckets = new TreeMap<>();
    /** The bucket that was added to last; the next session mostly ends in the same stretch of time. */
    private @Nullable Bucket last;

    private long lastNumber;

    /** The sessions of one stretch of time. */
    static final class Bucket {
        private int[] sessions;
        private int count;

        private Bucket(int capacity) {
            sessions = new int[capacity];
        }

        private void add(int session) {
            if (count == sessions.length) {
                sessions = Arrays.copyOf(sessions, count * 2);
            }
            sessions[count++] = session;
        }

        int count() {
            return count;
        }

        int session(int index) {
            return sessions[index];
        }
    }

    SessionTimers(long gapMillis) {
        width = Math.max(1, gapMillis / BUCKETS_PER_GAP);
    }

    void add(int session, long end) {
        long number = Math.floorDiv(end, width);
        Bucket bucket = last;
        if (bucket == null || number != lastNumber) {
            int capacity = bucket == null ? BUCKET_CAPACITY_MIN : Math.max(BUCKET_CAPACITY_MIN, bucket.count);
            bucket = buckets.computeIfAbsent(number, missing -> new Bucket(capacity));
            last = bucket;
            lastNumber = number;
        }
        bucket.add(session);
    }

    /** A lower bound of the earliest end, or {@link Long#MAX_VALUE}. */
    long earliest() {
        return buckets.isEmpty() ? Long.MAX_VALUE : buckets.firstKey() * width;
    }

    /** Takes the bucket of the earliest ends out. */
    Bucket takeEarliest() {
        last = null;
        Map.Entry<Long, Bucket> first = buckets.pollFirstEntry();
        return first.getValue();
    }

    /** Renumbers sessions after they were packed. */
    void renumber(int[] moved) {
        last = null;
        for (Bucket bucket : buckets.values()) {
            int kept = 0;
            for (int i = 0; i < bucket.count; i++) {
                int session = moved[bucket.sessions[i]];
                if (session >= 0) {
                    bucket.sessions[kept++] = session;
                }
            }
            bucket.count = kept;
        }
        buckets.values().removeIf(bucket -> bucket.count == 0);
    }
}
