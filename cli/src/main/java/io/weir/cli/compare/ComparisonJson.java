package io.weir.cli.compare;

import io.weir.library.compare.ComparisonReport;
import io.weir.library.compare.ComparisonReport.Cell;
import io.weir.library.compare.ComparisonReport.Difference;
import io.weir.library.compare.ComparisonReport.Pair;
import io.weir.library.compare.ComparisonReport.Result;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. */
public final class ComparisonJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ComparisonJson() {}

    /** The report as one JSON object. */
    public static String of(ComparisonReport report) {
        ObjectNode json = JSON.createObjectNode().put("equal", report.isEqual());
        ArrayNode engines = json.putArray("engines");
        report.engines().forEach(engines::add);
        ArrayNode results = json.putArray("results");
        report.results().forEach(result -> results.add(result(result)));
        return json.toPrettyString() + System.lineSeparator();
    }

    private static ObjectNode result(Result result) {
        ObjectNode json = JSON.createObjectNode()
                .put("line", result.line())
                .put("name", result.name())
                .put("equal", result.isEqual());
        ArrayNode slices = json.putArray("slices");
        result.slices()
                .forEach(slice -> slices.addObject()
                        .put("table", slice.table())
                        .put("rows", slice.rows())
                        .put("end", slice.end()));
        ArrayNode columns = json.putArray("columns");
        result.columns().forEach(columns::add);
        ArrayNode excluded = json.putArray("excluded");
        result.excluded().forEach(excluded::add);
        ArrayNode remarks = json.putArray("remarks");
        result.remarks().forEach(remarks::add);
        json.put("tolerance", result.tolerance());
        ArrayNode rows = json.putArray("rows");
        result.rows()
                .forEach(each -> rows.addObject()
                        .put("engine", each.engine())
                        .put("rows", each.rows())
                        .put("seconds", each.seconds())
                        .put("lateRows", each.lateRows()));
        ArrayNode pairs = json.putArray("pairs");
        result.pairs().forEach(pair -> pairs.add(pair(pair)));
        return json;
    }

    private static ObjectNode pair(Pair pair) {
        ObjectNode json = JSON.createObjectNode()
                .put("left", pair.left())
                .put("right", pair.right())
                .put("equalRows", pair.equalRows())
                .put("differentKeys", pair.differentKeys());
        ArrayNode differences = json.putArray("differences");
        pair.differences().forEach(each -> differences.add(difference(each)));
        return json;
    }

    private static ObjectNode difference(Difference difference) {
        ObjectNode json = JSON.createObjectNode();
        json.set("key", cells(difference.key()));
        json.set("left", rows(difference.left()));
        json.set("right", rows(difference.right()));
        ArrayNode inputs = json.putArray("inputs");
        difference
                .inputs()
                .forEach(each -> inputs.addObject()
                        .put("table", each.table())
                        .put("traced", each.isTraced())
                        .put("count", each.count())
                        .set("rows", rows(each.rows())));
        return json;
    }

    private static ArrayNode rows(List<List<Cell>> rows) {
        ArrayNode json = JSON.createArrayNode();
        rows.forEach(row -> json.add(cells(row)));
        return json;
    }

    private static ObjectNode cells(List<Cell> cells) {
        ObjectNode json = JSON.createObjectNode();
        cells.forEach(cell -> json.put(cell.column(), cell.value()));
        return json;
    }
}
