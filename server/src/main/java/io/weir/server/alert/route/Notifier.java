package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Decides for one route what is to be told when: it compares what was told with what is. One notification for each
 * group and interval; an alert that is silenced is not told until the silence is over, but that it is over is. Used by
 * one thread at a time.
 */
public final class Notifier {
    /** After a delivery was given up, its group waits for so long. */
    static final long GIVEN_UP_PAUSE_MILLIS = 300_000;

    private static final int GROUP_ID_BYTES = 8;

    /**
     * What was told of an alert.
     *
     * @param state what it was then
     * @param severity how bad it was then
     * @param atMillis when
     */
    public record Told(AlertState state, Severity severity, long atMillis) {}

    private static final class Group {
        private long dueSinceMillis = Long.MIN_VALUE;
        private long toldMillis = Long.MIN_VALUE;
    }

    private final RouteSettings settings;
    private final Map<String, Told> told = new HashMap<>();
    private final Map<Map<String, String>, Group> groups = new HashMap<>();
    private long revision;

    public Notifier(RouteSettings settings) {
        this.settings = settings;
    }

    public RouteSettings settings() {
        return settings;
    }

    /** What was told, by the alert's id: to be kept, so that the next process goes on from there. */
    public Map<String, Told> told() {
        return Map.copyOf(told);
    }

    /** Takes what an earlier process has told. */
    public void restore(Map<String, Told> before) {
        told.putAll(before);
    }

    /** Grows when something was told. */
    public long revision() {
        return revision;
    }

    /** These alerts were not told after all; they are told again after a pause. */
    public void givenUp(long nowMillis, Notification notification) {
        for (Alert alert : notification.alerts()) {
            Told known = told.get(alert.id());
            if (known != null && known.state() != AlertState.RESOLVED) {
                told.remove(alert.id());
                revision++;
            }
        }
        Group group = groups.get(notification.group());
        if (group != null) {
            long interval = settings.groupInterval().toMillis();
            group.toldMillis = nowMillis + Math.max(0, GIVEN_UP_PAUSE_MILLIS - interval);
        }
    }

    /** What is to be told now. */
    public List<Notification> due(long nowMillis, List<Alert> alerts, Predicate<Alert> isSilenced, String serverUrl) {
        Map<Map<String, String>, List<Alert>> byGroup = new LinkedHashMap<>();
        Map<String, Alert> known = new HashMap<>();
        for (Alert alert : alerts) {
            known.put(alert.id(), alert);
            if (alert.state() != AlertState.PENDING && isMine(alert)) {
                byGroup.computeIfAbsent(group(alert), key -> new ArrayList<>()).add(alert);
            }
        }
        told.keySet().retainAll(known.keySet());
        List<Notification> due = new ArrayList<>();
        byGroup.forEach((key, members) ->
                due(nowMillis, key, members, isSilenced, serverUrl).ifPresent(due::add));
        groups.keySet().retainAll(byGroup.keySet());
        return due;
    }

    private boolean isMine(Alert alert) {
        boolean wasTold = told.containsKey(alert.id());
        return (alert.severity().compareTo(settings.severityMin()) >= 0 || wasTold)
                && settings.matchers().match(alert);
    }

    private Map<String, String> group(Alert alert) {
        Map<String, String> labels = alert.allLabels();
        Map<String, String> group = new TreeMap<>();
        settings.groupBy().forEach(name -> group.put(name, labels.getOrDefault(name, "")));
        return group;
    }

    private Optional<Notification> due(
            long nowMillis,
            Map<String, String> key,
            List<Alert> members,
            Predicate<Alert> isSilenced,
            String serverUrl) {
        List<Alert> news = members.stream()
                .filter(alert -> isNews(nowMillis, alert, isSilenced.test(alert)))
                .toList();
        if (news.isEmpty()) {
            return Optional.empty();
        }
        Group group = groups.computeIfAbsent(key, any -> new Group());
        if (group.dueSinceMillis == Long.MIN_VALUE) {
            group.dueSinceMillis = nowMillis;
        }
        boolean isFirst = group.toldMillis == Long.MIN_VALUE;
        boolean isTime = isFirst
                ? nowMillis - group.dueSinceMillis >= settings.groupWait().toMillis()
                : nowMillis - group.toldMillis >= settings.groupInterval().toMillis();
        if (!isTime) {
            return Optional.empty();
        }
        group.toldMillis = nowMillis;
        group.dueSinceMillis = Long.MIN_VALUE;
        // What still fires is told with what is new, so that a message says how the whole group stands.
        List<Alert> all = members.stream()
                .filter(alert -> news.contains(alert)
                        || (alert.state().isActive() && told.containsKey(alert.id()) && !isSilenced.test(alert)))
                .sorted(Comparator.comparing(Alert::state)
                        .thenComparing(Alert::severity, Comparator.reverseOrder())
                        .thenComparing(Alert::id))
                .toList();
        all.forEach(alert -> told.put(alert.id(), new Told(alert.state(), alert.severity(), nowMillis)));
        revision++;
        List<Alert> shown = all.subList(0, Math.min(all.size(), settings.type().alertsMax()));
        return Optional.of(new Notification(groupId(key), key, shown, all.size() - shown.size(), nowMillis, serverUrl));
    }

    private boolean isNews(long nowMillis, Alert alert, boolean isSilenced) {
        Told last = told.get(alert.id());
        boolean isOpen = last != null && last.state().isActive();
        if (alert.state() == AlertState.RESOLVED) {
            return isOpen && settings.sendResolved();
        }
        if (isSilenced) {
            return false;
        }
        if (last == null || !isOpen) {
            return true;
        }
        boolean isAcknowledged = alert.state() == AlertState.ACKNOWLEDGED;
        if (alert.state() != last.state() && (!isAcknowledged || settings.type().takesAcknowledged())) {
            return true;
        }
        boolean isWorse = alert.severity().compareTo(last.severity()) > 0;
        boolean mayRepeat = !isAcknowledged || !settings.type().takesAcknowledged();
        return isWorse
                || (mayRepeat
                        && nowMillis - last.atMillis() >= settings.repeat().toMillis());
    }

    private static String groupId(Map<String, String> group) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            group.forEach((name, value) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(value.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest(), 0, GROUP_ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
