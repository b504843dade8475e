package io.weir.server.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewFreshness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** What the routes of views answer. */
public final class ViewAnswers {
    private ViewAnswers() {}

    /** All views. */
    public record All(List<One> views) {}

    /**
     * A view.
     *
     * @param pipeline the pipeline that writes it, or wrote it last
     * @param appendOnly whether rows are only added, and the oldest go
     * @param sql the statement that makes it, if it is made at the moment
     */
    public record One(
            String name,
            @Nullable String pipeline,
            List<Column> columns,
            boolean appendOnly,
            int rows,
            Freshness freshness,
            @Nullable String sql) {}

    /** A column. */
    public record Column(
            String name, String type, @JsonProperty("key") boolean isKey) {}

    /** How new what is seen is. */
    public record Freshness(
            @Nullable Instant watermark,
            @Nullable Long watermarkAgeMillis,
            @Nullable Instant committedAt,
            @Nullable Long commitAgeMillis,
            long epoch,
            long version) {
        static Freshness of(ViewFreshness freshness, long nowMillis) {
            return new Freshness(
                    instant(freshness.watermarkMillis()),
                    boxed(freshness.watermarkAgeMillis(nowMillis)),
                    instant(freshness.committedAtMillis()),
                    boxed(freshness.commitAgeMillis(nowMillis)),
                    freshness.epoch(),
                    freshness.version());
        }

        private static @Nullable Instant instant(OptionalLong millis) {
            return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
        }

        private static @Nullable Long boxed(OptionalLong value) {
            return value.isPresent() ? value.getAsLong() : null;
        }
    }

    /** Rows of a view; their fields are the view's columns. */
    public record Rows(
            String view,
            List<Column> columns,
            List<Map<String, Object>> rows,
            @Nullable String nextPage,
            Freshness freshness) {}

    static List<Column> columns(View view) {
        return view.columns().stream()
                .map(column -> new Column(column.name(), column.type().asSummaryString(), column.isKey()))
                .toList();
    }

    /** The columns of an answer, which may be some of the view's. */
    static List<Column> columns(View view, RowType type) {
        List<Column> all = columns(view);
        return type.getFieldNames().stream()
                .map(name -> all.stream()
                        .filter(column -> column.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
