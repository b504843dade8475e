package io.weir.plan;

import io.weir.plan.expression.PlanExpression;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.SinkAbility;
import io.weir.plan.table.SourceAbility;
import io.weir.plan.table.TableColumn;
import io.weir.plan.table.WatermarkDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tables, and what the planner asked of their connectors. */
final class TableReader {
    private final TypeReader types;
    private final ExpressionReader expressions;

    TableReader(TypeReader types, ExpressionReader expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    PlanTable table(PlanJson json) {
        String identifier = json.optional("identifier").map(PlanJson::text).orElse("");
        Optional<PlanJson> definition = json.optional("resolvedTable");
        if (definition.isEmpty()) {
            if (identifier.isEmpty()) {
                throw json.error("The table has neither an identifier nor a definition");
            }
            return new PlanTable(
                    identifier, List.of(), List.of(), List.of(), List.of(), Optional.empty(), Map.of(), "", false);
        }
        PlanJson table = definition.get();
        PlanJson schema = table.field("schema");
        return new PlanTable(
                identifier,
                schema.field("columns").items().stream().map(this::column).toList(),
                schema.optionalItems("watermarkSpecs").stream()
                        .map(this::watermark)
                        .toList(),
                schema.optional("primaryKey")
                        .map(key -> key.field("columns").texts())
                        .orElse(List.of()),
                table.optional("partitionKeys").map(PlanJson::texts).orElse(List.of()),
                table.optional("distribution").map(TableReader::bucketing),
                table.optional("options").map(PlanJson::textMap).orElse(Map.of()),
                table.optional("comment").map(PlanJson::text).orElse(""),
                true);
    }

    private static PlanTable.Bucketing bucketing(PlanJson json) {
        return new PlanTable.Bucketing(
                json.field("kind").text(),
                json.optional("bucketCount").map(PlanJson::index),
                json.optional("bucketKeys").map(PlanJson::texts).orElse(List.of()));
    }

    private TableColumn column(PlanJson json) {
        String name = json.field("name").text();
        String kind = json.optional("kind").map(PlanJson::text).orElse("PHYSICAL");
        return switch (kind) {
            case "PHYSICAL" -> new TableColumn.PhysicalColumn(name, types.read(json.field("dataType")));
            case "METADATA" ->
                new TableColumn.MetadataColumn(
                        name,
                        types.read(json.field("dataType")),
                        json.optional("metadataKey").map(PlanJson::text),
                        json.flag("isVirtual", false));
            case "COMPUTED" -> {
                PlanJson expression = json.field("expression");
                yield new TableColumn.ComputedColumn(name, resolved(expression), sql(expression));
            }
            default -> throw json.field("kind").unexpected("PHYSICAL, METADATA or COMPUTED");
        };
    }

    private WatermarkDeclaration watermark(PlanJson json) {
        PlanJson expression = json.field("expression");
        return new WatermarkDeclaration(json.field("rowtimeAttribute").text(), resolved(expression), sql(expression));
    }

    private PlanExpression resolved(PlanJson json) {
        return expressions.read(json.field("rexNode"));
    }

    private static String sql(PlanJson json) {
        return json.optional("serializableString").map(PlanJson::text).orElse("");
    }

    List<SourceAbility> sourceAbilities(PlanJson tableSource) {
        return tableSource.optionalItems("abilities").stream()
                .map(this::sourceAbility)
                .toList();
    }

    private SourceAbility sourceAbility(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "ProjectPushDown" ->
                new SourceAbility.ProjectPushDown(
                        json.field("projectedFields").indexLists(), types.rowType(json.field("producedType")));
            case "FilterPushDown" -> new SourceAbility.FilterPushDown(expressions.readAll(json.field("predicates")));
            case "LimitPushDown" ->
                new SourceAbility.LimitPushDown(json.field("limit").number());
            case "PartitionPushDown" ->
                new SourceAbility.PartitionPushDown(json.field("partitions").items().stream()
                        .map(PlanJson::textMap)
                        .toList());
            case "ReadingMetadata" ->
                new SourceAbility.ReadingMetadata(
                        json.field("metadataKeys").texts(), types.rowType(json.field("producedType")));
            case "WatermarkPushDown" -> watermarkPushDown(json);
            case "SourceWatermark" ->
                new SourceAbility.SourceWatermark(
                        json.field("sourceWatermarkEnabled").flag(), types.rowType(json.field("producedType")));
            case "AggregatePushDown" ->
                new SourceAbility.AggregatePushDown(
                        types.rowType(json.field("inputType")),
                        json.field("groupingSets").indexLists(),
                        expressions.aggregateCalls(json.field("aggregateCalls")),
                        types.rowType(json.field("producedType")));
            default -> new SourceAbility.UnknownAbility(type, json.json());
        };
    }

    private SourceAbility watermarkPushDown(PlanJson json) {
        Optional<SourceAbility.WatermarkParameters> parameters = json.optional("watermarkParams")
                .map(values -> new SourceAbility.WatermarkParameters(
                        values.optional("emitStrategy").map(PlanJson::text).orElse("ON_PERIODIC"),
                        values.optional("alignGroupName").map(PlanJson::text),
                        millis(values, "alignMaxDrift"),
                        millis(values, "alignUpdateInterval"),
                        values.optional("sourceIdleTimeout")
                                .map(PlanJson::number)
                                .orElse(-1L)));
        return new SourceAbility.WatermarkPushDown(
                expressions.read(json.field("watermarkExpr")),
                expressions.readOptional(json, "rowtimeExpr"),
                json.optional("idleTimeoutMillis").map(PlanJson::number).orElse(-1L),
                types.rowType(json.field("producedType")),
                parameters);
    }

    private static long millis(PlanJson json, String name) {
        return json.optional(name).map(PlanJson::durationMillis).orElse(0L);
    }

    List<SinkAbility> sinkAbilities(PlanJson tableSink) {
        return tableSink.optionalItems("abilities").stream()
                .map(this::sinkAbility)
                .toList();
    }

    private SinkAbility sinkAbility(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "WritingMetadata" ->
                new SinkAbility.WritingMetadata(
                        json.field("metadataKeys").texts(), types.read(json.field("consumedType")));
            case "Overwrite" ->
                new SinkAbility.Overwrite(json.field("overwrite").flag());
            case "Partitioning" ->
                new SinkAbility.Partitioning(json.field("partition").textMap());
            case "Bucketing" -> new SinkAbility.Bucketing();
            case "TargetColumnWriting" ->
                new SinkAbility.TargetColumnWriting(json.field("targetColumns").indexLists());
            default -> new SinkAbility.UnknownAbility(type, json.json());
        };
    }
}
