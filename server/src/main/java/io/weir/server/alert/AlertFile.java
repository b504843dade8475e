package io.weir.server.alert;

import io.weir.connector.alert.Severity;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import io.weir.server.alert.book.Matchers;
import io.weir.server.alert.book.Silence;
import io.weir.server.alert.route.Notifier.Told;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where alerts, silences and what was told are kept, so that a server that starts again neither forgets nor repeats
 * itself. Written whole, under another name first.
 */
final class AlertFile {
    private static final Logger LOG = LoggerFactory.getLogger(AlertFile.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    /** All that is kept; of what was told, by route and alert. */
    record Content(List<SavedAlert> alerts, List<SavedSilence> silences, Map<String, Map<String, SavedTold>> told) {}

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

    private final Path file;

    AlertFile(Path folder) {
        file = folder.resolve("alerts.json");
    }

    /** What was kept, if anything; a file that cannot be read is put aside. */
    Optional<Content> load() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(Files.readAllBytes(file), Content.class));
        } catch (IOException | JacksonException e) {
            Path aside = file.resolveSibling("alerts.damaged.json");
            LOG.warn("{} cannot be read and is put aside as {}: {}", file, aside, e.getMessage());
            try {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException moving) {
                LOG.warn("{} cannot be put aside: {}", file, moving.getMessage());
            }
            return Optional.empty();
        }
    }

    /**
     * Keeps the content; on disk when this returns.
     *
     * @throws WeirException if that fails
     */
    void save(Content content) {
        Path next = file.resolveSibling("alerts.next.json");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(content));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "alerts cannot be kept: " + e.getMessage(),
                    file.toString(),
                    "Is there room, and may it be written?",
                    e);
        }
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
