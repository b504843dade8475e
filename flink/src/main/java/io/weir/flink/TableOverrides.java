package io.weir.flink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/**
 * Options of tables that stand beside the script, so that one file runs in several places:
 * {@code weir.table.clicks.topic} is the option {@code topic} of the table {@code clicks}, and {@code weir.table.*.KEY}
 * that of every table which has it already. {@value #VIEWS} says what takes the place of views; see {@link ViewTarget}.
 */
public final class TableOverrides {
    public static final String PREFIX = "weir.table.";
    /** What takes the place of views. */
    public static final String VIEWS = "weir.views";

    /**
     * What stands before the ids of transactions of Kafka tables that do not say what they promise: it makes them
     * exactly once, as they are with Weir's epochs; Flink itself would take at least once.
     */
    public static final String TRANSACTIONS = "weir.kafka.transactional-id-prefix";

    private static final String GUARANTEE = "sink.delivery-guarantee";
    private static final String EVERY = "*";

    private TableOverrides() {}

    /** The statement with the options that are given beside it. */
    static CreateTableOperation changed(CreateTableOperation create, Map<String, String> configuration) {
        Map<String, String> before = create.getCatalogTable().getOptions();
        boolean hasKey =
                create.getCatalogTable().getResolvedSchema().getPrimaryKey().isPresent();
        Map<String, String> after = changed(create.getTableIdentifier().getObjectName(), hasKey, before, configuration);
        return after.equals(before)
                ? create
                : new CreateTableOperation(
                        create.getTableIdentifier(),
                        create.getCatalogTable().copy(after),
                        create.isIgnoreIfExists(),
                        create.isTemporary());
    }

    static Map<String, String> changed(
            String table, boolean hasKey, Map<String, String> options, Map<String, String> configuration) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        String views = configuration.get(VIEWS);
        if (views != null && ViewTarget.isView(options)) {
            changed = new LinkedHashMap<>(ViewTarget.of(views).written(table, hasKey, options));
        }
        for (Map.Entry<String, String> entry : ofEvery(configuration).entrySet()) {
            changed.computeIfPresent(entry.getKey(), (key, value) -> entry.getValue());
        }
        changed.putAll(of(table, configuration));
        addTransactions(table, changed, configuration);
        return changed;
    }

    private static void addTransactions(String table, Map<String, String> options, Map<String, String> configuration) {
        if (!options.getOrDefault("connector", "").endsWith("kafka")) {
            return;
        }
        String prefix = configuration.get(TRANSACTIONS);
        if (prefix != null && !options.containsKey(GUARANTEE)) {
            options.put(GUARANTEE, "exactly-once");
            options.putIfAbsent("sink.transactional-id-prefix", prefix + "-" + table);
        }
        if (prefix != null && "exactly-once".equalsIgnoreCase(options.get(GUARANTEE))) {
            options.putIfAbsent(ViewTarget.TRANSACTION_TIMEOUT, ViewTarget.TRANSACTION_MILLIS);
        }
    }

    /** What is given for a table by its name. */
    private static Map<String, String> of(String table, Map<String, String> configuration) {
        Map<String, String> options = new TreeMap<>();
        String start = PREFIX + table + ".";
        configuration.forEach((key, value) -> {
            if (key.startsWith(start)) {
                options.put(key.substring(start.length()), value);
            }
        });
        return options;
    }

    private static Map<String, String> ofEvery(Map<String, String> configuration) {
        return of(EVERY, configuration);
    }
}
