package io.weir.engine.pipeline;

import io.weir.engine.changelog.FinalRowsSinkOperator;
import io.weir.engine.changelog.UpsertMaterializeSinkOperator;
import io.weir.engine.operator.LengthConstraint;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.SinkOperator;
import io.weir.engine.runtime.Edge;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.SinkNode;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SinkAbility;
import io.weir.plan.table.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.utils.LogicalTypeCasts;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.RowKind;

/** Turns a sink node into a sink and its operators. */
final class SinkTranslator {
    private static final String NOT_NULL_ENFORCER = "table.exec.sink.not-null-enforcer";
    private static final String NESTED_ENFORCER = "table.exec.sink.nested-constraint-enforcer";
    private static final String KEYED_SHUFFLE = "table.exec.sink.keyed-shuffle";
    private static final String TYPE_LENGTH_ENFORCER = "table.exec.sink.type-length-enforcer";

    /** The connector of the rows of a SELECT. */
    private static final String QUERY_RESULT = "result";

    private final ConnectorRegistry connectors;
    private final PipelineOptions options;
    private final EpochContext epochs;

    SinkTranslator(ConnectorRegistry connectors, PipelineOptions options, EpochContext epochs) {
        this.connectors = connectors;
        this.options = options;
        this.epochs = epochs;
    }

    /** Throws {@link NotNativeException} for what is not native; whether the sink can be opened is seen later. */
    void check(SinkNode node) {
        for (LogicalType type : node.outputType().getChildren()) {
            if (Columns.isOnlyOfExpressions(type)) {
                throw new NotNativeException("type " + type.asSummaryString() + " in a sink");
            }
        }
        connectors.sink(node.table().connector());
        String conflict = node.conflictStrategy().orElse("DEDUPLICATE");
        if (node.requiresUpsertMaterialize() && !conflict.equalsIgnoreCase("DEDUPLICATE")) {
            throw new NotNativeException("ON CONFLICT DO " + conflict);
        }
        String nested = options.setting(node, NESTED_ENFORCER, "IGNORE");
        if (!nested.equalsIgnoreCase("IGNORE")) {
            throw new NotNativeException(NESTED_ENFORCER + " = " + nested);
        }
        boolean isFile = node.table().connector().equals("filesystem");
        for (SinkAbility ability : node.abilities()) {
            boolean isKnown = ability instanceof SinkAbility.WritingMetadata
                    || ability instanceof SinkAbility.TargetColumnWriting
                    || ability instanceof SinkAbility.Overwrite overwrite && (isFile || !overwrite.isOverwrite())
                    || ability instanceof SinkAbility.Partitioning && isFile;
            if (!isKnown) {
                throw new NotNativeException(
                        "sink ability " + ability.getClass().getSimpleName());
            }
        }
    }

    /**
     * How rows reach the writers, if not as they come: by primary key, where rows of one key may come from several
     * instances, or where the sink keeps something of each key. An updating query without materialization gives the
     * changes of one key in one instance already.
     */
    Optional<Edge> edge(SinkNode node, boolean isOrdered) {
        String shuffle = options.setting(node, KEYED_SHUFFLE, "AUTO");
        boolean isAppend = node.inputChangelogMode().equals(ChangelogMode.insertOnly());
        boolean isByKey = node.requiresUpsertMaterialize()
                || connectors.sink(node.table().connector()).keepsStateByKey()
                || shuffle.equalsIgnoreCase("FORCE")
                || (shuffle.equalsIgnoreCase("AUTO") && isAppend);
        int[] key = primaryKey(node);
        return isByKey && key.length > 0 ? Optional.of(new Edge.Hash(key, isOrdered)) : Optional.empty();
    }

    /** The operator that stands before the sink's, where several rows of the query may have one primary key. */
    Optional<IntFunction<Operator>> materializer(SinkNode node) {
        if (!node.requiresUpsertMaterialize()) {
            return Optional.empty();
        }
        int[] upsertKey = FieldIndexes.toArray(node.inputUpsertKey());
        long ttl = options.stateTtlMillis(node);
        return Optional.of(instance -> new UpsertMaterializeSinkOperator(type(node), primaryKey(node), upsertKey, ttl));
    }

    /** @param isBounded tells, once all sources were made, whether the run ends by itself */
    Sink sink(SinkNode node, int parallelism, BooleanSupplier isBounded) {
        PlanTable table = node.table();
        SinkRequest request = new SinkRequest(
                table.identifier(),
                table.options(),
                type(node),
                metadataKeys(node),
                primaryKey(node),
                table.partitionKeys(),
                isInsertOnly(node) || options.isBatch(),
                parallelism,
                options.configuration(),
                options.localTimeZone(),
                options.clock(),
                connectors::encoder,
                node.ability(SinkAbility.Overwrite.class)
                        .map(SinkAbility.Overwrite::isOverwrite)
                        .orElse(false),
                node.ability(SinkAbility.Partitioning.class)
                        .map(SinkAbility.Partitioning::partition)
                        .orElse(Map.of()),
                isBounded,
                epochs);
        SinkFactory factory = connectors.sink(table.connector());
        return UserClasses.load(options.classLoader(), () -> factory.create(request));
    }

    private static boolean isInsertOnly(SinkNode node) {
        return node.inputChangelogMode().equals(ChangelogMode.insertOnly());
    }

    Operator operator(SinkNode node, Sink sink) {
        Operator writes = writes(node, sink);
        return options.isBatch() && !isInsertOnly(node)
                ? new FinalRowsSinkOperator(type(node), keys(node), writes)
                : writes;
    }

    /** The columns by which rows are replaced; none if the input says what every row was before. */
    private static int[] keys(SinkNode node) {
        int[] primaryKey = primaryKey(node);
        if (node.requiresUpsertMaterialize()) {
            return primaryKey;
        }
        if (node.inputChangelogMode().contains(RowKind.UPDATE_BEFORE)) {
            return new int[0];
        }
        return primaryKey.length > 0 ? primaryKey : FieldIndexes.toArray(node.inputUpsertKey());
    }

    private Operator writes(SinkNode node, Sink sink) {
        List<RowType.RowField> fields = type(node).getFields();
        List<TableColumn> physical = physicalColumns(node);
        List<Integer> notNull = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            // A query may promise NOT NULL and not keep it (Flink forgets FILTER); its result is shown as it is.
            if (!physical.get(i).type().isNullable()
                    && !node.table().connector().equals(QUERY_RESULT)) {
                notNull.add(i);
            }
        }
        boolean drops = options.setting(node, NOT_NULL_ENFORCER, "ERROR").equalsIgnoreCase("DROP");
        return new SinkOperator(
                sink,
                node.table().identifier(),
                notNull.stream().mapToInt(Integer::intValue).toArray(),
                fields.stream().map(RowType.RowField::getName).toArray(String[]::new),
                drops,
                lengths(node, physical));
    }

    private List<LengthConstraint> lengths(SinkNode node, List<TableColumn> columns) {
        String enforcer = options.setting(node, TYPE_LENGTH_ENFORCER, "IGNORE");
        List<LengthConstraint> lengths = new ArrayList<>();
        if (enforcer.equalsIgnoreCase("IGNORE")) {
            return lengths;
        }
        boolean fails = enforcer.equalsIgnoreCase("ERROR");
        for (int i = 0; i < columns.size(); i++) {
            LogicalType type = columns.get(i).type();
            boolean isText = type.is(LogicalTypeFamily.CHARACTER_STRING);
            boolean isFixed = type.is(LogicalTypeRoot.CHAR) || type.is(LogicalTypeRoot.BINARY);
            if (isText || type.is(LogicalTypeFamily.BINARY_STRING)) {
                int length = LogicalTypeChecks.getLength(type);
                if (length < VarCharType.MAX_LENGTH) {
                    lengths.add(new LengthConstraint(i, columns.get(i).name(), length, isText, isFixed, fails));
                }
            }
        }
        return lengths;
    }

    private static List<TableColumn> physicalColumns(SinkNode node) {
        return node.table().columns().stream()
                .filter(TableColumn.PhysicalColumn.class::isInstance)
                .toList();
    }

    /**
     * The input's columns under the table's names, and with the types that the table declares: a format may write a
     * value that can be NULL in another way than one that cannot, whatever the query's type says.
     */
    private static RowType type(SinkNode node) {
        List<TableColumn> physical = physicalColumns(node);
        List<String> metadataKeys = metadataKeys(node);
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < node.outputType().getFieldCount(); i++) {
            String name = node.outputType().getFieldNames().get(i);
            LogicalType type = node.outputType().getTypeAt(i);
            if (i < physical.size()) {
                name = physical.get(i).name();
                LogicalType declared = physical.get(i).type();
                // A NULL for a column that takes none does not come as far as the sink.
                LogicalType checked = type.copy(declared.isNullable());
                type = LogicalTypeCasts.supportsAvoidingCast(checked, declared) ? declared : type;
            } else if (i - physical.size() < metadataKeys.size()) {
                name = metadataKeys.get(i - physical.size());
            }
            fields.add(new RowType.RowField(name, type));
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
