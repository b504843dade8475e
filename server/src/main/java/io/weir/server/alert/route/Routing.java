package io.weir.server.alert.route;

import io.weir.engine.time.Clock;
import io.weir.server.alert.book.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** All routes: what each is to tell, and the senders that do it. Used by one thread at a time, but for the status. */
public final class Routing implements AutoCloseable {
    private static final long FIRST_WAIT_MILLIS = 1000;

    private record Way(Notifier notifier, RouteSender sender, Queue<Notification> givenUp) {}

    private final List<Way> ways = new ArrayList<>();

    public Routing(List<RouteSettings> routes, Clock clock) {
        this(routes, clock, FIRST_WAIT_MILLIS);
    }

    /** @param firstWaitMillis the wait before a second attempt */
    Routing(List<RouteSettings> routes, Clock clock, long firstWaitMillis) {
        for (RouteSettings route : routes) {
            Queue<Notification> givenUp = new ConcurrentLinkedQueue<>();
            ways.add(new Way(
                    new Notifier(route), new RouteSender(route, clock, firstWaitMillis, givenUp::add), givenUp));
        }
    }

    /** Hands what is due to the senders; none of them is waited for. */
    public void tell(long nowMillis, List<Alert> alerts, Predicate<Alert> isSilenced, String serverUrl) {
        for (Way way : ways) {
            Notification lost = way.givenUp.poll();
            while (lost != null) {
                way.notifier.givenUp(nowMillis, lost);
                lost = way.givenUp.poll();
            }
            for (Notification due : way.notifier.due(nowMillis, alerts, isSilenced, serverUrl)) {
                if (!way.sender.offer(due)) {
                    way.notifier.givenUp(nowMillis, due);
                }
            }
        }
    }

    /** What each route has told, by its name, to be kept. */
    public Map<String, Map<String, Notifier.Told>> told() {
        Map<String, Map<String, Notifier.Told>> all = new LinkedHashMap<>();
        ways.forEach(way -> all.put(way.notifier.settings().name(), way.notifier.told()));
        return all;
    }

    /** Takes what a route has told in an earlier process. */
    public void restore(String route, Map<String, Notifier.Told> told) {
        ways.stream()
                .filter(way -> way.notifier.settings().name().equals(route))
                .forEach(way -> way.notifier.restore(told));
    }

    /** Grows when something was told. */
    public long revision() {
        return ways.stream().mapToLong(way -> way.notifier.revision()).sum();
    }

    /** How the routes do; for any thread. */
    public List<RouteStatus> status() {
        return ways.stream().map(way -> way.sender.status()).toList();
    }

    @Override
    public void close() {
        ways.forEach(way -> way.sender.close());
    }
}
