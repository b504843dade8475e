package io.weir.flink;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentImpl;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/**
 * What the configuration says of every Kafka table of a session: {@code weir.kafka.properties.*} wins over the
 * {@code properties.*} of the table, so that a script which names the broker of production runs on another as it is.
 */
final class KafkaProperties {
    private static final String PREFIX = "weir.kafka.";
    private static final String PROPERTIES = "properties.";
    private static final Set<String> CONNECTORS = Set.of("kafka", "upsert-kafka");

    private KafkaProperties() {}

    /** The same statement, with the tables that it makes changed. */
    static Operation apply(Operation operation, Map<String, String> configuration) {
        Map<String, String> properties = of(configuration);
        if (properties.isEmpty()) {
            return operation;
        }
        if (operation instanceof CreateTableOperation create) {
            return changed(create, properties);
        }
        if (operation instanceof CreateTableASOperation create) {
            return new CreateTableASOperation(
                    changed(create.getCreateTableOperation(), properties),
                    create.getSinkModifyStaticPartitions(),
                    create.getChild(),
                    create.getSinkModifyOverwrite());
        }
        if (operation instanceof ReplaceTableAsOperation replace) {
            return new ReplaceTableAsOperation(
                    changed(replace.getCreateTableOperation(), properties),
                    replace.getChild(),
                    replace.isCreateOrReplace());
        }
        return operation;
    }

    /** Carries out a statement that was planned in another session. */
    static void execute(TableEnvironment environment, String statement, Map<String, String> configuration) {
        if (of(configuration).isEmpty() || !(environment instanceof TableEnvironmentImpl session)) {
            environment.executeSql(statement);
            return;
        }
        session.executeInternal(apply(session.getParser().parse(statement).get(0), configuration));
    }

    private static Map<String, String> of(Map<String, String> configuration) {
        Map<String, String> properties = new TreeMap<>();
        configuration.forEach((key, value) -> {
            if (key.startsWith(PREFIX + PROPERTIES)) {
                properties.put(key.substring(PREFIX.length()), value);
            }
        });
        return properties;
    }

    private static CreateTableOperation changed(CreateTableOperation create, Map<String, String> properties) {
        ResolvedCatalogTable table = create.getCatalogTable();
        if (!CONNECTORS.contains(table.getOptions().getOrDefault("connector", ""))) {
            return create;
        }
        Map<String, String> options = new HashMap<>(table.getOptions());
        options.putAll(properties);
        return new CreateTableOperation(
                create.getTableIdentifier(), table.copy(options), create.isIgnoreIfExists(), create.isTemporary());
    }
}
