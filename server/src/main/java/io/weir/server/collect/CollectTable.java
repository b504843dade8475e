package io.weir.server.collect;

import io.weir.plan.table.PlanTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table that events can be sent to.
 *
 * @param name as the URL has it
 * @param identifier its full name, for messages
 * @param type its stored columns
 * @param options its WITH clause
 * @param configuration of the pipeline that declares it
 */
record CollectTable(
        String name, String identifier, RowType type, Map<String, String> options, Map<String, String> configuration) {
    static final String KAFKA = "kafka";
    static final String COLLECT = "collect";
    private static final Set<String> CONNECTORS = Set.of(KAFKA, COLLECT);
    private static final String JSON = "json";

    CollectTable {
        options = Map.copyOf(options);
        configuration = Map.copyOf(configuration);
    }

    static CollectTable of(PlanTable table, Map<String, String> configuration) {
        return new CollectTable(
                table.name(), table.identifier(), table.physicalRowType(), table.options(), configuration);
    }

    /** Whether rows of this table come from where events can be sent to. */
    static boolean isCollected(PlanTable table) {
        return table.hasDefinition() && CONNECTORS.contains(table.connector());
    }

    String connector() {
        return options.getOrDefault("connector", "");
    }

    String option(String key, String otherwise) {
        return options.getOrDefault(key, otherwise);
    }

    /** The format of a record, which events must have. */
    String format() {
        return options.getOrDefault("value.format", options.getOrDefault("format", JSON));
    }

    /** The format's options, without its prefix. */
    Map<String, String> formatOptions() {
        Map<String, String> found = new TreeMap<>();
        for (String prefix : List.of(format() + ".", "value." + format() + ".")) {
            options.forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    found.put(key.substring(prefix.length()), value);
                }
            });
        }
        return found;
    }

    /** The columns that make a record's key, if the table has any. */
    List<String> keyFields() {
        String fields = option("key.fields", "");
        return fields.isEmpty() ? List.of() : Arrays.asList(fields.split(";", -1));
    }

    /** Why no events can be sent to it, or "" if they can. */
    String refusal() {
        if (!format().equals(JSON)) {
            return "its records are " + format() + ", and events are JSON";
        }
        if (connector().equals(KAFKA)) {
            if (option("topic", "").isEmpty() || option("topic", "").contains(";")) {
                return "it has not one topic";
            }
            if (!option("value.fields-include", "ALL").equals("ALL")) {
                return "its records have not all columns";
            }
            if (!keyFields().isEmpty() && !Set.of(JSON, "raw").contains(option("key.format", ""))) {
                return "the format of its keys is neither json nor raw";
            }
        }
        return "";
    }

    /**
     * The same table as another pipeline declares it, perhaps with other columns: an event must suit both. Of a column
     * that both have, this one's type counts.
     */
    CollectTable with(CollectTable other) {
        Map<String, LogicalType> columns = new LinkedHashMap<>();
        type.getFields().forEach(field -> columns.put(field.getName(), field.getType()));
        for (RowType.RowField field : other.type.getFields()) {
            LogicalType known = columns.putIfAbsent(field.getName(), field.getType());
            if (known != null && known.isNullable() && !field.getType().isNullable()) {
                columns.put(field.getName(), known.copy(false));
            }
        }
        List<RowType.RowField> fields = new ArrayList<>();
        columns.forEach((column, columnType) -> fields.add(new RowType.RowField(column, columnType)));
        return new CollectTable(name, identifier, new RowType(false, fields), options, configuration);
    }
}
