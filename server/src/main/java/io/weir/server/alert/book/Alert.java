package io.weir.server.alert.book;

import io.weir.connector.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that somebody should know.
 *
 * @param id the same for the same alert of the same pipeline, from run to run
 * @param name the rule's name, or that of the table that it was written to
 * @param severity how bad it is
 * @param pipeline the pipeline, "" for the process
 * @param key tells alerts of the same name apart; "" where there is one
 * @param text what it is, in one sentence
 * @param action what is to be done, or ""
 * @param runbook the name of the page that says how, or ""
 * @param labels what else is known of it
 * @param value the measured value, NaN without one
 * @param threshold what it was compared to, NaN without one
 * @param unit of both
 * @param state where it stands
 * @param sinceMillis since when it is bad
 * @param changedMillis when its state changed last
 * @param until when it is over by itself, {@link Long#MAX_VALUE} if never
 * @param isRaised true if a pipeline has raised it, false if a rule has
 */
public record Alert(
        String id,
        String name,
        Severity severity,
        String pipeline,
        String key,
        String text,
        String action,
        String runbook,
        Map<String, String> labels,
        double value,
        double threshold,
        String unit,
        AlertState state,
        long sinceMillis,
        long changedMillis,
        long until,
        boolean isRaised) {
    private static final int ID_BYTES = 8;

    public Alert {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /** The id of an alert. */
    static String id(boolean isRaised, String name, String pipeline, String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String[] parts = {isRaised ? "raised" : "rule", name, pipeline, key};
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its labels, and name, severity, pipeline and key as further ones: what matchers and groups look at. */
    public Map<String, String> allLabels() {
        Map<String, String> all = new TreeMap<>(labels);
        all.put("name", name);
        all.put("severity", severity.id());
        all.put("pipeline", pipeline);
        all.put("key", key);
        all.put("id", id);
        return all;
    }

    /** One line that names it: {@code lag of orders}. */
    public String title() {
        String what = key.isEmpty() ? name : name + " " + key;
        return pipeline.isEmpty() ? what : what + " of " + pipeline;
    }

    Alert with(AlertState next, long nowMillis) {
        return new Alert(
                id,
                name,
                severity,
                pipeline,
                key,
                text,
                action,
                runbook,
                labels,
                value,
                threshold,
                unit,
                next,
                sinceMillis,
                nowMillis,
                until,
                isRaised);
    }
}
