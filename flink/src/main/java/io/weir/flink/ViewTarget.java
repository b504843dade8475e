package io.weir.flink;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What takes the place of views where there are none, as on a cluster: topics of the same names, or tables of a
 * database.
 *
 * <p>A view with a key becomes a topic of its newest rows ({@code upsert-kafka}), one without a topic of its rows
 * ({@code kafka}). Their rows are written exactly once, and visible when a checkpoint has them, as those of a view are
 * with its epoch; with {@code 'visibility' = 'immediate'} they are visible at once, and after a failure may come twice.
 *
 * @param kind {@code kafka} or {@code jdbc}
 * @param address the brokers, or the database's URL
 * @param prefix what stands before the view's name
 */
public record ViewTarget(String kind, String address, String prefix) {
    private static final String KAFKA = "kafka://";
    private static final String JDBC = "jdbc:";
    /** Flink's default of an hour is more than brokers allow by theirs. */
    static final String TRANSACTION_MILLIS = "900000";

    static final String TRANSACTION_TIMEOUT = "properties.transaction.timeout.ms";

    /** Reads {@code kafka://host:9092,host2:9092/prefix-} or {@code jdbc:postgresql://…}. */
    public static ViewTarget of(String text) {
        String given = text.strip();
        if (given.startsWith(JDBC) && given.length() > JDBC.length()) {
            return new ViewTarget("jdbc", given, "");
        }
        if (given.startsWith(KAFKA)) {
            String rest = given.substring(KAFKA.length());
            int slash = rest.indexOf('/');
            String brokers = slash < 0 ? rest : rest.substring(0, slash);
            String prefix = slash < 0 ? "" : rest.substring(slash + 1);
            if (brokers.matches("[^\\s/]+:\\d+") && prefix.matches("[A-Za-z0-9._-]*")) {
                return new ViewTarget("kafka", brokers, prefix);
            }
        }
        throw new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + text + "' is no place for views",
                TableOverrides.VIEWS,
                "Give kafka://host:9092, kafka://host:9092/prefix- or jdbc:postgresql://host/database",
                null);
    }

    static boolean isView(Map<String, String> options) {
        return "view".equals(options.get("connector"));
    }

    /** The topic, or the table of the database, of a view. */
    public String place(String table, Map<String, String> view) {
        return prefix + view.getOrDefault("name", table);
    }

    /** The options of the table that is written. */
    public Map<String, String> written(String table, boolean hasKey, Map<String, String> view) {
        Map<String, String> options = common(table, hasKey, view);
        if (kind.equals("kafka")) {
            boolean isImmediate = "immediate".equals(view.get("visibility"));
            options.put("sink.delivery-guarantee", isImmediate ? "at-least-once" : "exactly-once");
            if (!isImmediate) {
                options.put("sink.transactional-id-prefix", place(table, view));
                options.put(TRANSACTION_TIMEOUT, TRANSACTION_MILLIS);
            }
        }
        return options;
    }

    /** The options of the table that reads what was written. */
    public Map<String, String> read(String table, boolean hasKey, Map<String, String> view) {
        Map<String, String> options = common(table, hasKey, view);
        if (kind.equals("kafka")) {
            options.put("properties.isolation.level", "read_committed");
            if (!hasKey) {
                options.put("scan.startup.mode", "earliest-offset");
            }
        }
        return options;
    }

    private Map<String, String> common(String table, boolean hasKey, Map<String, String> view) {
        Map<String, String> options = new LinkedHashMap<>();
        if (kind.equals("jdbc")) {
            options.put("connector", "jdbc");
            options.put("url", address);
            options.put("table-name", place(table, view));
            return options;
        }
        options.put("connector", hasKey ? "upsert-kafka" : "kafka");
        options.put("topic", place(table, view));
        options.put("properties.bootstrap.servers", address);
        if (hasKey) {
            options.put("key.format", "json");
        }
        options.put(hasKey ? "value.format" : "format", "json");
        options.put((hasKey ? "value." : "") + "json.encode.decimal-as-plain-number", "true");
        return options;
    }
}
