package io.weir.flink.slice;

import io.weir.flink.connector.CapturedTableSinkFactory;
import io.weir.flink.connector.ResultTableSinkFactory;
import io.weir.flink.connector.SliceTableSourceFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compiled plans with other ends: a scan alone, whose rows are to be written down, and a job that reads what was
 * written down and hands its results to us. What is between the ends is left as the planner made it, so that both
 * engines run the very plan of the user's script.
 */
public final class SlicedPlan {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCAN = "scanTableSource";
    private static final String SINK = "dynamicTableSink";
    private static final String ABILITIES = "abilities";
    private static final String METADATA = "ReadingMetadata";
    private static final String WATERMARK = "WatermarkPushDown";

    private final ObjectNode plan;

    private SlicedPlan(ObjectNode plan) {
        this.plan = plan;
    }

    /** The plan in a text, which is left as it is. */
    public static SlicedPlan of(String planJson) {
        return new SlicedPlan((ObjectNode) JSON.readTree(planJson));
    }

    /**
     * The plan of a scan alone: its rows, without watermarks, go to connector {@code result}.
     *
     * @param scan the scan's number
     * @param type what it gives
     * @param options its table's options from now on
     * @param metadata what its rows shall have besides, by the connector's names; empty for none
     */
    public static String scanOnly(
            String planJson, int scan, RowType type, Map<String, String> options, Map<String, LogicalType> metadata) {
        SlicedPlan sliced = of(planJson);
        ObjectNode source = sliced.node(scan);
        ObjectNode sink = sliced.anySink();
        int sinkId = sink.path("id").asInt();
        RowType all = withMetadata(type, metadata);
        source.set("outputType", JSON.getNodeFactory().stringNode(serialized(all)));
        ObjectNode table = (ObjectNode) source.path(SCAN);
        setOptions(table, options);
        addMetadata(table, type, metadata);
        sink.set(SINK, sinkTable(all));
        sink.set(
                "inputChangelogMode",
                JSON.createArrayNode()
                        .add("INSERT")
                        .add("UPDATE_BEFORE")
                        .add("UPDATE_AFTER")
                        .add("DELETE"));
        sink.remove(List.of("requireUpsertMaterialize", "upsertMaterializeStrategy", "inputUpsertKey", "state"));
        sink.set("outputType", JSON.getNodeFactory().stringNode(serialized(all)));
        ObjectNode alone = JSON.createObjectNode();
        alone.set("flinkVersion", sliced.plan.get("flinkVersion"));
        alone.putArray("nodes").add(source).add(sink);
        ObjectNode edge =
                alone.putArray("edges").addObject().put("source", scan).put("target", sinkId);
        edge.putObject("shuffle").put("type", "FORWARD");
        edge.put("shuffleMode", "PIPELINED");
        return alone.toString();
    }

    private static RowType withMetadata(RowType type, Map<String, LogicalType> metadata) {
        List<RowType.RowField> fields = new java.util.ArrayList<>(type.getFields());
        metadata.forEach((key, value) -> fields.add(new RowType.RowField("$metadata$" + key, value)));
        return new RowType(false, fields);
    }

    /** Metadata comes behind all else; what made watermarks goes, for they are no part of the rows. */
    private static void addMetadata(ObjectNode table, RowType type, Map<String, LogicalType> metadata) {
        ArrayNode kept = JSON.createArrayNode();
        boolean hasMetadata = false;
        for (JsonNode ability : table.path(ABILITIES)) {
            String name = ability.path("type").asString("");
            if (name.equals(WATERMARK)) {
                continue;
            }
            if (name.equals(METADATA) && !metadata.isEmpty()) {
                hasMetadata = true;
                ArrayNode keys = (ArrayNode) ability.path("metadataKeys");
                metadata.keySet().forEach(keys::add);
                ((ObjectNode) ability).put("producedType", serialized(withMetadata(type, metadata)));
            }
            kept.add(ability);
        }
        if (!hasMetadata && !metadata.isEmpty()) {
            ObjectNode reading = kept.addObject().put("type", METADATA);
            ArrayNode keys = reading.putArray("metadataKeys");
            metadata.keySet().forEach(keys::add);
            reading.put("producedType", serialized(withMetadata(type, metadata)));
        }
        table.set(ABILITIES, kept);
    }

    /**
     * Has a scan read a slice.
     *
     * @param type what the scan gives
     * @param place as {@link io.weir.flink.connector.SliceInput#open} takes it
     */
    public void readSlice(int scan, RowType type, String place) {
        ObjectNode source = (ObjectNode) node(scan).path(SCAN);
        ObjectNode table = (ObjectNode) source.path("table").path("resolvedTable");
        table.removeAll();
        table.set("schema", schema(type));
        table.putObject("options")
                .put("connector", SliceTableSourceFactory.IDENTIFIER)
                .put(SliceTableSourceFactory.PLACE, place);
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode ability : source.path(ABILITIES)) {
            if (ability.path("type").asString("").equals(WATERMARK)) {
                kept.add(onEvent((ObjectNode) ability));
            }
        }
        source.set(ABILITIES, kept);
    }

    /** Each row brings its watermark at once, and no clock has a say. */
    private static ObjectNode onEvent(ObjectNode ability) {
        ability.put("idleTimeoutMillis", -1);
        ability.putObject("watermarkParams")
                .put("emitStrategy", "ON_EVENT")
                .putNull("alignGroupName")
                .put("alignMaxDrift", "PT0S")
                .put("alignUpdateInterval", "PT1S")
                .put("sourceIdleTimeout", -1);
        return ability;
    }

    /** No node waits for a clock: a watermark assigner would take a source for idle that is only slow. */
    public void ignoreClocks() {
        for (JsonNode node : plan.path("nodes")) {
            if (node.path("configuration").has("table.exec.source.idle-timeout")) {
                ((ObjectNode) node.path("configuration")).put("table.exec.source.idle-timeout", "0 ms");
            }
        }
    }

    /** Has a sink hand its rows to us, under a name; its columns and their constraints stay. */
    public void capture(int sink, String name) {
        ObjectNode node = node(sink);
        ObjectNode table = (ObjectNode) node.path(SINK).path("table").path("resolvedTable");
        ArrayNode columns = JSON.createArrayNode();
        ArrayNode metadata = JSON.createArrayNode();
        for (JsonNode column : table.path("schema").path("columns")) {
            String kind = column.path("kind").asString("");
            boolean isWritten =
                    kind.equals("METADATA") && !column.path("isVirtual").asBoolean(false);
            if (kind.isEmpty() || kind.equals("PHYSICAL")) {
                columns.add(column);
            } else if (isWritten) {
                metadata.add(column);
            }
        }
        for (String key : writtenKeys(node)) {
            columns.add(physical(metadata, key));
        }
        ((ObjectNode) table.path("schema")).set("columns", columns);
        ((ObjectNode) table.path("schema")).remove("watermarkSpecs");
        table.remove(List.of("partitionKeys", "distribution"));
        table.putObject("options")
                .put("connector", CapturedTableSinkFactory.IDENTIFIER)
                .put(CapturedTableSinkFactory.NAME, name);
        ((ObjectNode) node.path(SINK)).remove(ABILITIES);
    }

    private static List<String> writtenKeys(ObjectNode sink) {
        List<String> keys = new java.util.ArrayList<>();
        for (JsonNode ability : sink.path(SINK).path(ABILITIES)) {
            if (ability.path("type").asString("").equals("WritingMetadata")) {
                ability.path("metadataKeys").forEach(key -> keys.add(key.asString("")));
            }
        }
        return keys;
    }

    private static ObjectNode physical(ArrayNode metadata, String key) {
        for (JsonNode column : metadata) {
            String name = column.path("name").asString("");
            if (column.path("metadataKey").asString(name).equals(key)) {
                ObjectNode plain = JSON.createObjectNode().put("name", name);
                plain.set("dataType", column.path("dataType"));
                return plain;
            }
        }
        throw new IllegalStateException("The plan writes metadata '" + key + "' that its table does not have");
    }

    /** The plan as it is now. */
    public String toJson() {
        return plan.toString();
    }

    private ObjectNode node(int id) {
        return find(node -> node.path("id").asInt() == id);
    }

    private ObjectNode anySink() {
        return find(node -> node.has(SINK));
    }

    private ObjectNode find(Function<JsonNode, Boolean> isMeant) {
        for (JsonNode node : plan.path("nodes")) {
            if (isMeant.apply(node)) {
                return (ObjectNode) node;
            }
        }
        throw new IllegalStateException("The plan has no such node");
    }

    private static void setOptions(ObjectNode source, Map<String, String> options) {
        ObjectNode all = ((ObjectNode) source.path("table").path("resolvedTable")).putObject("options");
        options.forEach(all::put);
    }

    private static ObjectNode sinkTable(RowType type) {
        ObjectNode sink = JSON.createObjectNode();
        ObjectNode table = sink.putObject("table").putObject("resolvedTable");
        table.set("schema", schema(type));
        table.putObject("options").put("connector", ResultTableSinkFactory.IDENTIFIER);
        return sink;
    }

    private static ObjectNode schema(RowType type) {
        ObjectNode schema = JSON.createObjectNode();
        ArrayNode columns = schema.putArray("columns");
        for (RowType.RowField field : type.getFields()) {
            columns.addObject().put("name", field.getName()).put("dataType", serialized(plain(field)));
        }
        return schema;
    }

    private static LogicalType plain(RowType.RowField field) {
        return plain(field.getType());
    }

    /** The type without what makes it a time attribute. */
    public static LogicalType plain(LogicalType type) {
        if (type instanceof TimestampType time) {
            return new TimestampType(time.isNullable(), time.getPrecision());
        }
        if (type instanceof LocalZonedTimestampType time) {
            return new LocalZonedTimestampType(time.isNullable(), time.getPrecision());
        }
        return type;
    }

    private static String serialized(RowType type) {
        return serialized((LogicalType) new RowType(
                type.isNullable(),
                type.getFields().stream()
                        .map(field -> new RowType.RowField(field.getName(), plain(field)))
                        .toList()));
    }

    private static String serialized(LogicalType type) {
        try {
            return type.asSerializableString();
        } catch (TableException e) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A column of type " + type.asSummaryString() + " cannot be written down",
                    "",
                    "Leave it out of the query",
                    e);
        }
    }
}
