package io.weir.server.alert;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.alert.book.Matchers;
import io.weir.server.alert.book.Silence;
import io.weir.server.alert.route.Notifier.Told;
import io.weir.server.store.KeptFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts, silences and what was told are kept, so that a server that starts again neither forgets nor repeats
 * itself.
 */
final class AlertFile {
    /** All that is kept; of what was told, by route and alert. */
    record Content(List<SavedAlert> alerts, List<SavedSilence> silences, Map<String, Map<String, SavedTold>> told) {
        private boolean isWhole() {
            return alerts != null && silences != null && told != null;
        }
    }

    /** An alert; numbers that are not there are null. */
    record SavedAlert(
            String id,
            String name,
            Severity severity,
            String pipeline,
            String key,
            String text,
            String action,
            String runbook,
            Map<String, String> labels,
            @Nullable Double value,
            @Nullable Double threshold,
            String unit,
            AlertState state,
            long sinceMillis,
            long changedMillis,
            long until,
            boolean raised) {}

    /** A silence. */
    record SavedSilence(String id, Map<String, String> matchers, String comment, long startMillis, long endMillis) {}

    /** What was told of an alert. */
    record SavedTold(AlertState state, Severity severity, long atMillis) {}

    private AlertFile() {}

    /** The file in a folder. */
    static KeptFile<Content> in(Path folder) {
        return new KeptFile<>(folder, "alerts", Content.class, Content::isWhole, "alerts");
    }

    static SavedAlert saved(Alert alert) {
        return new SavedAlert(
                alert.id(),
                alert.name(),
                alert.severity(),
                alert.pipeline(),
                alert.key(),
                alert.text(),
                alert.action(),
                alert.runbook(),
                alert.labels(),
                Double.isFinite(alert.value()) ? alert.value() : null,
                Double.isFinite(alert.threshold()) ? alert.threshold() : null,
                alert.unit(),
                alert.state(),
                alert.sinceMillis(),
                alert.changedMillis(),
                alert.until(),
                alert.isRaised());
    }

    static Alert alert(SavedAlert saved) {
        return new Alert(
                saved.id,
                saved.name,
                saved.severity,
                saved.pipeline,
                saved.key,
                saved.text,
                saved.action,
                saved.runbook,
                saved.labels,
                saved.value == null ? Double.NaN : saved.value,
                saved.threshold == null ? Double.NaN : saved.threshold,
                saved.unit,
                saved.state,
                saved.sinceMillis,
                saved.changedMillis,
                saved.until,
                saved.raised);
    }

    static SavedSilence saved(Silence silence) {
        return new SavedSilence(
                silence.id(),
                silence.matchers().values(),
                silence.comment(),
                silence.startMillis(),
                silence.endMillis());
    }

    static Silence silence(SavedSilence saved) {
        return new Silence(saved.id, new Matchers(saved.matchers), saved.comment, saved.startMillis, saved.endMillis);
    }

    static SavedTold saved(Told told) {
        return new SavedTold(told.state(), told.severity(), told.atMillis());
    }

    static Told told(SavedTold saved) {
        return new Told(saved.state, saved.severity, saved.atMillis);
    }
}
