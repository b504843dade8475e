package io.weir.plan;

import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.JoinSpec;
import io.weir.plan.node.JoinType;
import io.weir.plan.node.LookupKey;
import io.weir.plan.node.OverBound;
import io.weir.plan.node.RankRange;
import io.weir.plan.node.RankStrategy;
import io.weir.plan.node.SortField;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowProperty;
import io.weir.plan.node.Windowing;
import java.util.List;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.types.RowKind;

/** Reads what several types of nodes share: windows, joins, sort orders, ranges of ranks. */
final class SpecReader {
    private final TypeReader types;
    private final ExpressionReader expressions;

    SpecReader(TypeReader types, ExpressionReader expressions) {
        this.types = types;
        this.expressions = expressions;
    }

    List<SortField> sort(PlanJson json) {
        return json.field("fields").items().stream()
                .map(field -> new SortField(
                        field.field("index").index(),
                        field.field("isAscending").flag(),
                        field.field("nullIsLast").flag()))
                .toList();
    }

    JoinSpec join(PlanJson json) {
        return new JoinSpec(
                json.field("joinType").constant(JoinType.class),
                json.field("leftKeys").indexes(),
                json.field("rightKeys").indexes(),
                json.field("filterNulls").flags(),
                expressions.readOptional(json, "nonEquiCondition"));
    }

    Windowing windowing(PlanJson json) {
        Window window = window(json.field("window"));
        LogicalType timeType = types.read(json.field("timeAttributeType"));
        boolean isRowtime = json.field("isRowtime").flag();
        String strategy = json.field("strategy").text();
        return switch (strategy) {
            case "TimeAttribute" ->
                new Windowing.TimeAttribute(
                        window,
                        timeType,
                        isRowtime,
                        json.field("timeAttributeIndex").integer());
            case "WindowAttached" ->
                new Windowing.WindowAttached(
                        window,
                        timeType,
                        isRowtime,
                        json.field("windowStart").integer(),
                        json.field("windowEnd").index());
            case "SliceAttached" ->
                new Windowing.SliceAttached(
                        window, timeType, isRowtime, json.field("sliceEnd").index());
            default -> throw json.field("strategy").unexpected("TimeAttribute, WindowAttached or SliceAttached");
        };
    }

    private static Window window(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "TumblingWindow" -> new Window.Tumbling(millis(json, "size"), offset(json));
            case "HoppingWindow" -> new Window.Hopping(millis(json, "size"), millis(json, "slide"), offset(json));
            case "CumulativeWindow" ->
                new Window.Cumulative(millis(json, "maxSize"), millis(json, "step"), offset(json));
            case "SessionWindow" ->
                new Window.Session(
                        millis(json, "gap"),
                        json.optional("partition_key_indices")
                                .map(PlanJson::indexes)
                                .orElse(List.of()));
            default -> throw json.field("type").unexpected("a known window");
        };
    }

    private static long millis(PlanJson json, String name) {
        return json.field(name).durationMillis();
    }

    private static long offset(PlanJson json) {
        return json.optional("offset").map(PlanJson::durationMillis).orElse(0L);
    }

    GroupWindow groupWindow(PlanJson json) {
        PlanJson time = json.field("timeField");
        GroupWindow.TimeField timeField = new GroupWindow.TimeField(
                time.field("fieldName").text(), time.field("fieldIndex").index(), types.read(time.field("fieldType")));
        String kind = json.field("kind").text();
        return switch (kind) {
            case "TUMBLING" -> {
                boolean isTime = json.field("isTimeWindow").flag();
                yield new GroupWindow.Tumbling(timeField, isTime, length(json, "size", isTime));
            }
            case "SLIDING" -> {
                boolean isTime = json.field("isTimeWindow").flag();
                yield new GroupWindow.Sliding(
                        timeField, isTime, length(json, "size", isTime), length(json, "slide", isTime));
            }
            case "SESSION" -> new GroupWindow.Session(timeField, millis(json, "gap"));
            default -> throw json.field("kind").unexpected("TUMBLING, SLIDING or SESSION");
        };
    }

    private static long length(PlanJson json, String name, boolean isTime) {
        return isTime ? millis(json, name) : json.field(name).number();
    }

    List<WindowProperty> windowProperties(PlanJson json) {
        return json.items().stream().map(SpecReader::windowProperty).toList();
    }

    private static WindowProperty windowProperty(PlanJson json) {
        PlanJson kind = json.field("property").field("kind");
        return new WindowProperty(
                json.field("name").text(),
                switch (kind.text()) {
                    case "WindowStart" -> WindowProperty.Kind.WINDOW_START;
                    case "WindowEnd" -> WindowProperty.Kind.WINDOW_END;
                    case "Rowtime" -> WindowProperty.Kind.ROWTIME;
                    case "Proctime" -> WindowProperty.Kind.PROCTIME;
                    case "SliceEnd" -> WindowProperty.Kind.SLICE_END;
                    default -> throw kind.unexpected("a known window property");
                });
    }

    RankRange rankRange(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "Constant" ->
                new RankRange.Constant(
                        json.field("start").number(), json.field("end").number());
            case "ConstantWithoutEnd" ->
                new RankRange.ConstantWithoutEnd(json.field("start").number());
            case "Variable" -> new RankRange.Variable(json.field("endIndex").index());
            default -> throw json.field("type").unexpected("a known range of ranks");
        };
    }

    RankStrategy rankStrategy(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "AppendFast" -> new RankStrategy.AppendFast();
            case "Retract" -> new RankStrategy.Retract();
            case "UpdateFast" ->
                new RankStrategy.UpdateFast(json.field("primaryKeys").indexes());
            case "Undefined" -> new RankStrategy.Undefined();
            default -> throw json.field("type").unexpected("a known way to rank");
        };
    }

    OverBound overBound(PlanJson json) {
        String kind = json.field("kind").text();
        return switch (kind) {
            case "CURRENT_ROW" -> new OverBound.CurrentRow();
            case "UNBOUNDED_PRECEDING" -> new OverBound.UnboundedPreceding();
            case "UNBOUNDED_FOLLOWING" -> new OverBound.UnboundedFollowing();
            case "BOUNDED_WINDOW" ->
                new OverBound.Bounded(json.flag("isPreceding", false), expressions.read(json.field("offset")));
            default -> throw json.field("kind").unexpected("a known bound");
        };
    }

    LookupKey lookupKey(PlanJson json) {
        String type = json.field("type").text();
        return switch (type) {
            case "FieldRef" -> new LookupKey.FieldKey(json.field("index").index());
            case "Constant" ->
                new LookupKey.ConstantKey(
                        types.read(json.field("sourceType")), expressions.literal(json.field("literal")));
            default -> throw json.field("type").unexpected("FieldRef or Constant");
        };
    }

    static ChangelogMode changelogMode(PlanJson json) {
        ChangelogMode.Builder mode = ChangelogMode.newBuilder();
        if (json.items().isEmpty()) {
            throw json.unexpected("at least one kind of change");
        }
        for (PlanJson kind : json.items()) {
            if (kind.isText() && kind.text().equals("~DELETE")) {
                mode.addContainedKind(RowKind.DELETE).keyOnlyDeletes(true);
            } else {
                mode.addContainedKind(kind.constant(RowKind.class));
            }
        }
        return mode.build();
    }
}
