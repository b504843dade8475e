package io.weir.engine.pipeline;

import io.weir.engine.operator.Operator;
import io.weir.engine.operator.SinkOperator;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.SinkNode;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SinkAbility;
import io.weir.plan.table.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.types.logical.RowType;

/** Turns a sink node into a sink and its operators. */
final class SinkTranslator {
    private static final String NOT_NULL_ENFORCER = "table.exec.sink.not-null-enforcer";
    private static final String TYPE_LENGTH_ENFORCER = "table.exec.sink.type-length-enforcer";

    private final ConnectorRegistry connectors;
    private final PipelineOptions options;

    SinkTranslator(ConnectorRegistry connectors, PipelineOptions options) {
        this.connectors = connectors;
        this.options = options;
    }

    /** Throws {@link NotNativeException} for what is not native; whether the sink can be opened is seen later. */
    void check(SinkNode node) {
        connectors.sink(node.table().connector());
        if (node.requiresUpsertMaterialize()) {
            throw new NotNativeException("a sink that must bring updates into order (upsert materialize)");
        }
        String lengths = setting(node, TYPE_LENGTH_ENFORCER, "IGNORE");
        if (!lengths.equalsIgnoreCase("IGNORE")) {
            throw new NotNativeException(TYPE_LENGTH_ENFORCER + " = " + lengths);
        }
        for (SinkAbility ability : node.abilities()) {
            boolean isKnown = ability instanceof SinkAbility.WritingMetadata
                    || ability instanceof SinkAbility.TargetColumnWriting
                    || ability instanceof SinkAbility.Overwrite overwrite && !overwrite.isOverwrite();
            if (!isKnown) {
                throw new NotNativeException(
                        "sink ability " + ability.getClass().getSimpleName());
            }
        }
    }

    private String setting(SinkNode node, String key, String otherwise) {
        return node.configuration().getOrDefault(key, options.configuration().getOrDefault(key, otherwise));
    }

    Sink sink(SinkNode node, int parallelism) {
        PlanTable table = node.table();
        return connectors
                .sink(table.connector())
                .create(new SinkRequest(
                        table.identifier(),
                        table.options(),
                        type(node),
                        metadataKeys(node),
                        primaryKey(node),
                        table.partitionKeys(),
                        node.inputChangelogMode().equals(ChangelogMode.insertOnly()),
                        parallelism,
                        options.configuration(),
                        options.localTimeZone(),
                        options.clock(),
                        connectors::encoder));
    }

    Operator operator(SinkNode node, Sink sink) {
        List<RowType.RowField> fields = type(node).getFields();
        List<TableColumn> physical = physicalColumns(node);
        List<Integer> notNull = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            if (!physical.get(i).type().isNullable()) {
                notNull.add(i);
            }
        }
        boolean drops = setting(node, NOT_NULL_ENFORCER, "ERROR").equalsIgnoreCase("DROP");
        return new SinkOperator(
                sink,
                node.table().identifier(),
                notNull.stream().mapToInt(Integer::intValue).toArray(),
                fields.stream().map(RowType.RowField::getName).toArray(String[]::new),
                drops);
    }

    private static List<TableColumn> physicalColumns(SinkNode node) {
        return node.table().columns().stream()
                .filter(TableColumn.PhysicalColumn.class::isInstance)
                .toList();
    }

    /** The input's types under the table's names. */
    private static RowType type(SinkNode node) {
        List<String> names = new ArrayList<>();
        physicalColumns(node).forEach(column -> names.add(column.name()));
        names.addAll(metadataKeys(node));
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < node.outputType().getFieldCount(); i++) {
            String name = i < names.size()
                    ? names.get(i)
                    : node.outputType().getFieldNames().get(i);
            fields.add(new RowType.RowField(name, node.outputType().getTypeAt(i)));
        }
        return new RowType(fields);
    }

    private static List<String> metadataKeys(SinkNode node) {
        return node.ability(SinkAbility.WritingMetadata.class)
                .map(SinkAbility.WritingMetadata::metadataKeys)
                .orElse(List.of());
    }

    private static int[] primaryKey(SinkNode node) {
        List<String> names =
                physicalColumns(node).stream().map(TableColumn::name).toList();
        return node.table().primaryKey().stream().mapToInt(names::indexOf).toArray();
    }
}
