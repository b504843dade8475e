package io.weir.server.alert.book;

import io.weir.connector.alert.AlertChange;
import io.weir.connector.alert.AlertTable;
import io.weir.server.health.HealthReading;
import io.weir.server.health.HealthStatus;
import io.weir.server.health.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * All alerts and silences. An alert goes from pending to firing to resolved as its numbers say, or as the rows of its
 * pipeline say; people acknowledge it. Used by one thread at a time.
 */
public final class AlertBook {
    /** How long an alert that is over is kept. */
    static final long RESOLVED_KEPT_MILLIS = 3_600_000;
    /** More alerts than this are not kept at once: the oldest that are over go first, then nothing is added. */
    static final int ALERTS_MAX = 20_000;

    private final Function<HealthReading, String> runbooks;
    private final Map<String, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, Silence> silences = new LinkedHashMap<>();
    private long revision;

    /** @param runbooks the name of the page that says what to do about a reading */
    public AlertBook(Function<HealthReading, String> runbooks) {
        this.runbooks = runbooks;
    }

    /** Takes what was there before the process began. */
    public void restore(List<Alert> oldAlerts, List<Silence> oldSilences) {
        oldAlerts.forEach(alert -> alerts.put(alert.id(), alert));
        oldSilences.forEach(silence -> silences.put(silence.id(), silence));
    }

    /** Grows with every change that is worth keeping. */
    public long revision() {
        return revision;
    }

    /** Takes what the rules say now; a rule's alert of which they say nothing any more is over. */
    public void update(long nowMillis, List<HealthReading> readings) {
        Set<String> seen = new HashSet<>();
        for (HealthReading reading : readings) {
            Measure measure = reading.measure();
            String id = Alert.id(false, measure.rule().id(), reading.pipeline(), measure.key());
            seen.add(id);
            update(nowMillis, id, reading);
        }
        for (Alert alert : List.copyOf(alerts.values())) {
            if (!alert.isRaised() && !seen.contains(alert.id())) {
                end(nowMillis, alert);
            }
        }
    }

    private void update(long nowMillis, String id, HealthReading reading) {
        Alert known = alerts.get(id);
        if (!reading.isBad()) {
            if (known != null) {
                end(nowMillis, known);
            }
            return;
        }
        AlertState state = reading.status() == HealthStatus.WARNING ? AlertState.PENDING : AlertState.FIRING;
        if (state == AlertState.FIRING && known != null && known.state() == AlertState.ACKNOWLEDGED) {
            state = AlertState.ACKNOWLEDGED;
        }
        boolean isChanged = known == null || known.state() != state;
        put(new Alert(
                id,
                reading.measure().rule().id(),
                reading.severity(),
                reading.pipeline(),
                reading.measure().key(),
                reading.text(),
                reading.measure().rule().action(),
                runbooks.apply(reading),
                Map.of(),
                reading.value(),
                reading.threshold(),
                reading.measure().unit(),
                state,
                reading.sinceMillis(),
                known == null || isChanged ? nowMillis : known.changedMillis(),
                Long.MAX_VALUE,
                false));
        if (isChanged && state != AlertState.PENDING) {
            revision++;
        }
    }

    private void put(Alert alert) {
        if (alerts.size() >= ALERTS_MAX && !alerts.containsKey(alert.id())) {
            alerts.values().stream()
                    .filter(one -> !one.state().isActive())
                    .min(Comparator.comparingLong(Alert::changedMillis))
                    .ifPresent(oldest -> alerts.remove(oldest.id()));
        }
        if (alerts.size() < ALERTS_MAX || alerts.containsKey(alert.id())) {
            alerts.put(alert.id(), alert);
        }
    }

    private void end(long nowMillis, Alert alert) {
        if (alert.state() == AlertState.PENDING) {
            alerts.remove(alert.id());
        } else if (alert.state().isActive()) {
            alerts.put(alert.id(), alert.with(AlertState.RESOLVED, nowMillis));
            revision++;
        }
    }

    /** Takes what a pipeline has raised; the same again changes nothing but the time. */
    public void accept(long nowMillis, String pipeline, AlertTable table, List<AlertChange> changes) {
        for (AlertChange change : changes) {
            String id = Alert.id(true, table.name(), pipeline, change.key());
            Alert known = alerts.get(id);
            if (!change.isRaised()) {
                if (known != null) {
                    end(nowMillis, known);
                }
                continue;
            }
            long until = table.isKeyed()
                    ? Long.MAX_VALUE
                    : change.atMillis() + table.resolveAfter().toMillis();
            boolean goesOn = known != null && known.state().isActive();
            if (!goesOn && until <= nowMillis) {
                continue;
            }
            put(new Alert(
                    id,
                    table.name(),
                    change.severity(),
                    pipeline,
                    change.key(),
                    change.text(),
                    "",
                    "",
                    change.labels(),
                    Double.NaN,
                    Double.NaN,
                    "",
                    known != null && goesOn ? known.state() : AlertState.FIRING,
                    known != null && goesOn ? known.sinceMillis() : change.atMillis(),
                    known != null && goesOn ? known.changedMillis() : nowMillis,
                    until,
                    true));
            revision++;
        }
    }

    /** Ends what ends with time. */
    public void expire(long nowMillis) {
        for (Alert alert : List.copyOf(alerts.values())) {
            if (alert.until() <= nowMillis) {
                end(nowMillis, alert);
            }
        }
        boolean isGone = alerts.values()
                .removeIf(alert -> alert.state() == AlertState.RESOLVED
                        && nowMillis - alert.changedMillis() >= RESOLVED_KEPT_MILLIS);
        boolean isHeard = silences.values().removeIf(silence -> nowMillis >= silence.endMillis());
        if (isGone || isHeard) {
            revision++;
        }
    }

    /** Somebody takes an alert on; empty if there is no such alert, or it is over or only pending. */
    public Optional<Alert> acknowledge(long nowMillis, String id) {
        Alert known = alerts.get(id);
        if (known == null || !known.state().isActive()) {
            return Optional.empty();
        }
        if (known.state() == AlertState.FIRING) {
            known = known.with(AlertState.ACKNOWLEDGED, nowMillis);
            alerts.put(id, known);
            revision++;
        }
        return Optional.of(known);
    }

    /** Begins a silence. */
    public Silence silence(long nowMillis, Matchers matchers, long millis, String comment) {
        Silence silence = new Silence(UUID.randomUUID().toString(), matchers, comment, nowMillis, nowMillis + millis);
        silences.put(silence.id(), silence);
        revision++;
        return silence;
    }

    /** Ends a silence; false if there is none of this id. */
    public boolean endSilence(String id) {
        boolean isKnown = silences.remove(id) != null;
        if (isKnown) {
            revision++;
        }
        return isKnown;
    }

    /** Whether nobody is to be told of it now. */
    public boolean isSilenced(Alert alert, long nowMillis) {
        return silences.values().stream().anyMatch(silence -> silence.covers(alert, nowMillis));
    }

    /** The alert of an id. */
    public Optional<Alert> find(String id) {
        return Optional.ofNullable(alerts.get(id));
    }

    /** All alerts: the worst and newest first, those that are over last. */
    public List<Alert> alerts() {
        List<Alert> all = new ArrayList<>(alerts.values());
        all.sort(Comparator.comparing((Alert alert) -> alert.state() == AlertState.RESOLVED)
                .thenComparing(alert -> alert.state() == AlertState.PENDING)
                .thenComparing(Alert::severity, Comparator.reverseOrder())
                .thenComparing(Alert::changedMillis, Comparator.reverseOrder()));
        return all;
    }

    /** All silences that hold. */
    public List<Silence> silences() {
        return List.copyOf(silences.values());
    }
}
