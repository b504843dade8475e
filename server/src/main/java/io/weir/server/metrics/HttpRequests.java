package io.weir.server.metrics;

import io.weir.engine.time.DurationHistogram;
import io.weir.server.http.RequestLog;
import java.util.Map;
import java.util.TreeMap;

/** Counts the requests that the server answers, by the route that they matched; for any thread. */
public final class HttpRequests implements MetricSource, RequestLog {
    private final Map<Key, Long> counts = new TreeMap<>();
    private final Map<String, DurationHistogram> durations = new TreeMap<>();

    private record Key(String route, String method, int status) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return (route + ' ' + method + ' ' + status)
                    .compareTo(other.route + ' ' + other.method + ' ' + other.status);
        }
    }

    @Override
    public synchronized void answered(String route, String method, int status, long nanos, boolean isStream) {
        counts.merge(new Key(route, method, status), 1L, Long::sum);
        if (!isStream) {
            durations.computeIfAbsent(route, unused -> new DurationHistogram()).add(nanos);
        }
    }

    @Override
    public synchronized void addTo(Samples samples) {
        counts.forEach((key, count) ->
                samples.add(Metric.HTTP_REQUESTS, count, key.route, key.method, Integer.toString(key.status)));
        durations.forEach((route, duration) -> samples.add(Metric.HTTP_DURATION, duration.read(), route));
    }
}
