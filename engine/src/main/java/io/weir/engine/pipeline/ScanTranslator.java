package io.weir.engine.pipeline;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.runtime.SourceLayout;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.time.SplitWatermarks;
import io.weir.engine.type.Columns;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SourceAbility;
import io.weir.plan.table.TableColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Turns the scan of a table into a source: applies what the planner pushed down, and asks only for columns that are
 * read.
 */
final class ScanTranslator {
    /** A source, where its columns go in the scan's row, and the watermarks of its splits if it makes them. */
    record Scan(
            Source source, SourceLayout layout, @Nullable SplitWatermarks watermarks) {}

    /** What the abilities come to. */
    private record Abilities(
            List<SourceRequest.Field> fields,
            long limit,
            SourceAbility.@Nullable WatermarkPushDown watermark,
            Optional<List<Map<String, String>>> partitions) {}

    private final CompiledPlan plan;
    private final ConnectorRegistry connectors;
    private final PipelineOptions options;
    private final ExpressionContext context;

    ScanTranslator(
            CompiledPlan plan, ConnectorRegistry connectors, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.connectors = connectors;
        this.options = options;
        this.context = context;
    }

    /** Throws {@link NotNativeException} for what is not native; whether the source can be opened is seen later. */
    void check(TableSourceScanNode node) {
        connectors.source(node.table().connector());
        for (LogicalType type : node.outputType().getChildren()) {
            if (Columns.isOnlyOfExpressions(type)) {
                throw new NotNativeException("type " + type.asSummaryString() + " in a source");
            }
        }
        Abilities abilities = apply(node);
        if (abilities.watermark != null) {
            ExpressionCompiler.compile(abilities.watermark.watermark(), node.outputType(), context);
        }
    }

    Scan translate(TableSourceScanNode node) {
        Abilities abilities = apply(node);
        BitSet used = UsedColumns.ofConsumers(plan, node);
        SourceAbility.WatermarkPushDown pushed = abilities.watermark;
        if (pushed != null && !UsedColumns.collect(pushed.watermark(), used)) {
            used.set(0, node.outputType().getFieldCount());
        }
        List<SourceRequest.Field> fields = new ArrayList<>();
        int[] sourceIndexes = new int[abilities.fields.size()];
        for (int i = 0; i < sourceIndexes.length; i++) {
            sourceIndexes[i] = used.get(i) ? fields.size() : -1;
            if (used.get(i)) {
                fields.add(abilities.fields.get(i));
            }
        }
        PlanTable table = node.table();
        SourceRequest request = new SourceRequest(
                table.identifier(),
                table.options(),
                fields,
                options.parallelism(),
                options.batchRowsMax(),
                abilities.limit,
                table.primaryKey(),
                table.partitionKeys(),
                options.configuration(),
                options.localTimeZone(),
                options.clock(),
                connectors::decoder,
                recordType(table),
                abilities.partitions);
        SourceFactory factory = connectors.source(table.connector());
        Source source = UserClasses.load(options.classLoader(), () -> factory.create(request));
        if (options.isBatch() && !source.isBounded()) {
            source.close();
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A batch needs an end, and the table is unbounded",
                    "table " + table.identifier(),
                    "Bound it, for instance with 'scan.bounded.mode' for Kafka or 'number-of-rows' for datagen, or SET"
                            + " 'execution.runtime-mode' = 'streaming'",
                    null);
        }
        SplitWatermarks watermarks = pushed == null || options.isBatch() ? null : watermarks(node, pushed, source);
        return new Scan(source, new SourceLayout(sourceIndexes), watermarks);
    }

    /** What a record of the table's format holds: the physical columns that are not told by the folder's name. */
    static RowType recordType(PlanTable table) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (TableColumn column : table.columns()) {
            if (column instanceof TableColumn.PhysicalColumn
                    && !table.partitionKeys().contains(column.name())) {
                fields.add(new RowType.RowField(column.name(), column.type()));
            }
        }
        return new RowType(fields);
    }

    private SplitWatermarks watermarks(
            TableSourceScanNode node, SourceAbility.WatermarkPushDown pushed, Source source) {
        boolean isOnEvent = pushed.parameters()
                .map(SourceAbility.WatermarkParameters::isOnEvent)
                .orElse(false);
        RowType type = node.outputType();
        Supplier<Function<Batch, Column>> expression = () -> {
            Expression compiled = ExpressionCompiler.compile(pushed.watermark(), type, context);
            return compiled::evaluate;
        };
        return new SplitWatermarks(
                source.splitCount(),
                isOnEvent ? 0 : options.autoWatermarkIntervalMillis(),
                pushed.effectiveIdleTimeoutMillis().orElse(0),
                options.clock(),
                expression);
    }

    private Abilities apply(TableSourceScanNode node) {
        List<SourceRequest.Field> fields = new ArrayList<>();
        for (TableColumn column : node.table().columns()) {
            if (column instanceof TableColumn.PhysicalColumn) {
                fields.add(new SourceRequest.Field(column.name(), column.type(), ""));
            }
        }
        long limit = Long.MAX_VALUE;
        SourceAbility.WatermarkPushDown watermark = null;
        Optional<List<Map<String, String>>> partitions = Optional.empty();
        for (SourceAbility ability : node.abilities()) {
            if (ability instanceof SourceAbility.ProjectPushDown projection) {
                fields = project(fields, projection);
            } else if (ability instanceof SourceAbility.ReadingMetadata metadata) {
                addMetadata(fields, metadata);
            } else if (ability instanceof SourceAbility.LimitPushDown pushed) {
                limit = pushed.limit();
            } else if (ability instanceof SourceAbility.WatermarkPushDown pushed) {
                watermark = pushed;
            } else if (ability instanceof SourceAbility.PartitionPushDown pushed) {
                partitions = Optional.of(pushed.partitions());
            } else if (ability instanceof SourceAbility.FilterPushDown filter) {
                // Flink's filesystem source takes every filter as a hint, and leaves the filtering to the plan.
                if (!filter.predicates().isEmpty() && !node.table().connector().equals("filesystem")) {
                    throw new NotNativeException("a filter pushed into the source");
                }
            } else if (!(ability instanceof SourceAbility.SourceWatermark mark) || mark.isEnabled()) {
                throw new NotNativeException(
                        "source ability " + ability.getClass().getSimpleName());
            }
        }
        if (fields.size() != node.outputType().getFieldCount()) {
            throw new NotNativeException(
                    "the columns of the scan of table " + node.table().name());
        }
        return new Abilities(fields, limit, watermark, partitions);
    }

    static List<SourceRequest.Field> project(
            List<SourceRequest.Field> fields, SourceAbility.ProjectPushDown projection) {
        if (projection.isNested()) {
            throw new NotNativeException("a nested projection pushed into the source");
        }
        List<SourceRequest.Field> projected = new ArrayList<>();
        for (List<Integer> path : projection.paths()) {
            projected.add(fields.get(path.get(0)));
        }
        return projected;
    }

    /** The metadata's values follow the physical fields; their names are those of the produced row. */
    static void addMetadata(List<SourceRequest.Field> fields, SourceAbility.ReadingMetadata metadata) {
        List<RowType.RowField> produced = metadata.producedType().getFields();
        int first = produced.size() - metadata.metadataKeys().size();
        for (int i = 0; i < metadata.metadataKeys().size(); i++) {
            RowType.RowField field = produced.get(first + i);
            fields.add(new SourceRequest.Field(
                    field.getName(), field.getType(), metadata.metadataKeys().get(i)));
        }
    }
}
