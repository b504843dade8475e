package io.weir.flink.move;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of compiled plans, in the form in which Flink writes them. */
final class PlanJsonParts {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final String WINDOW_END = "WindowEnd";
    private static final String END_TYPE = "TIMESTAMP(3) NOT NULL";

    private final JsonMapper json;

    PlanJsonParts(JsonMapper json) {
        this.json = json;
    }

    /** The fields that a node gives, each with name and fieldType; Flink writes plain ones as one text. */
    ArrayNode fields(ObjectNode node, RowType type) {
        JsonNode written = node.path("outputType");
        if (written.isObject()) {
            return (ArrayNode) written.path("fields").deepCopy();
        }
        ArrayNode fields = json.createArrayNode();
        for (RowType.RowField field : type.getFields()) {
            fields.add(json.createObjectNode()
                    .put("name", field.getName())
                    .put("fieldType", field.getType().asSerializableString()));
        }
        return fields;
    }

    ObjectNode rowType(ArrayNode fields) {
        ObjectNode type = json.createObjectNode().put("type", "ROW");
        type.set("fields", fields.deepCopy());
        return type;
    }

    /** A node that lets rows pass for which a condition is true, with their first fields. */
    ObjectNode filter(int id, ArrayNode fields, int fieldCount, JsonNode condition) {
        ObjectNode node = json.createObjectNode().put("id", id).put("type", "stream-exec-calc_1");
        ArrayNode projection = node.putArray("projection");
        ArrayNode kept = json.createArrayNode();
        for (int i = 0; i < fieldCount; i++) {
            projection.add(input(i, fields.get(i).path("fieldType")));
            kept.add(fields.get(i).deepCopy());
        }
        node.set("condition", condition);
        node.putArray("inputProperties").add(inputProperty());
        node.set("outputType", rowType(kept));
        node.put("description", "Calc(where=[not given out before the pipeline was moved])");
        return node;
    }

    private ObjectNode inputProperty() {
        ObjectNode property = json.createObjectNode();
        property.putObject("requiredDistribution").put("type", "UNKNOWN");
        return property.put("damBehavior", "PIPELINED").put("priority", 0);
    }

    ObjectNode edge(int source, int target) {
        ObjectNode edge = json.createObjectNode().put("source", source).put("target", target);
        edge.putObject("shuffle").put("type", "FORWARD");
        return edge.put("shuffleMode", "PIPELINED");
    }

    /** Whether a TIMESTAMP lies behind a time. */
    ObjectNode isAfter(int field, JsonNode type, long millis) {
        return greater(input(field, type), literal(millis, END_TYPE));
    }

    /** Whether an event time lies behind a time. */
    ObjectNode isTimeAfter(int field, JsonNode fieldType, LogicalType type, long millis) {
        boolean isLocal = type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        String plain = "TIMESTAMP(3)" + (isLocal ? " WITH LOCAL TIME ZONE" : "");
        ObjectNode time = json.createObjectNode()
                .put("kind", "CALL")
                .put("syntax", "SPECIAL")
                .put("internalName", "$CAST$1");
        time.putArray("operands").add(input(field, fieldType));
        time.put("type", plain);
        return greater(time, literal(millis, plain + " NOT NULL"));
    }

    private ObjectNode greater(ObjectNode left, ObjectNode right) {
        ObjectNode call = json.createObjectNode()
                .put("kind", "CALL")
                .put("syntax", "BINARY")
                .put("internalName", "$>$1");
        call.putArray("operands").add(left).add(right);
        return call.put("type", "BOOLEAN");
    }

    private ObjectNode input(int field, JsonNode type) {
        ObjectNode reference = json.createObjectNode().put("kind", "INPUT_REF").put("inputIndex", field);
        reference.set("type", type.deepCopy());
        return reference;
    }

    private ObjectNode literal(long millis, String type) {
        return json.createObjectNode()
                .put("kind", "LITERAL")
                .put("value", text(millis))
                .put("type", type);
    }

    /** As Flink's planner reads it: a fraction has no zeros at its end. */
    private static String text(long millis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1000L), 0, ZoneOffset.UTC);
        int fraction = Math.floorMod(millis, 1000);
        String digits = String.format("%03d", fraction).replaceAll("0+$", "");
        return SECONDS.format(time) + (digits.isEmpty() ? "" : "." + digits);
    }

    /**
     * The field with the end of the window in what a window aggregate gives; one is added if there is none.
     *
     * @param fields what it gives, to which it is added
     * @param reference the window, as properties name it
     */
    int windowEnd(ObjectNode aggregate, ArrayNode fields, ObjectNode reference) {
        ArrayNode properties = (ArrayNode) aggregate.path("namedWindowProperties");
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i).path("property").path("kind").asString("").equals(WINDOW_END)) {
                return fields.size() - properties.size() + i;
            }
        }
        ObjectNode added = properties.addObject().put("name", "w$cut");
        added.putObject("property").put("kind", WINDOW_END).set("reference", reference);
        fields.add(json.createObjectNode().put("name", "w$cut").put("fieldType", END_TYPE));
        return fields.size() - 1;
    }
}
