package io.weir.engine.pipeline;

import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.table.SourceAbility;
import io.weir.plan.table.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;

/**
 * What is asked of a table that is looked up. A condition that the planner has pushed into the table is evaluated by
 * the engine, on the rows found, so the fields that only it reads are asked for too.
 *
 * @param asked the fields that the source gives
 * @param tableFields which of them are the fields of the table's row in the plan
 * @param filters the conditions that were pushed into the table, over the fields asked for
 */
record LookedUpFields(List<SourceRequest.Field> asked, int[] tableFields, List<PlanExpression> filters) {
    static LookedUpFields of(LookupJoinNode node) {
        List<SourceRequest.Field> asked = new ArrayList<>();
        for (TableColumn column : node.table().columns()) {
            if (column instanceof TableColumn.PhysicalColumn) {
                asked.add(new SourceRequest.Field(column.name(), column.type(), ""));
            }
        }
        int[] fields = IntStream.range(0, asked.size()).toArray();
        List<PlanExpression> filters = List.of();
        for (SourceAbility ability : node.abilities()) {
            if (ability instanceof SourceAbility.ProjectPushDown projection && !filters.isEmpty()) {
                fields = project(fields, projection);
            } else if (ability instanceof SourceAbility.ProjectPushDown projection) {
                asked = ScanTranslator.project(asked, projection);
                fields = IntStream.range(0, asked.size()).toArray();
            } else if (ability instanceof SourceAbility.ReadingMetadata metadata && filters.isEmpty()) {
                ScanTranslator.addMetadata(asked, metadata);
                fields = IntStream.range(0, asked.size()).toArray();
            } else if (ability instanceof SourceAbility.FilterPushDown pushed && filters.isEmpty()) {
                filters = pushed.predicates();
            } else {
                throw new NotNativeException(
                        "ability " + ability.getClass().getSimpleName() + " of a table that is looked up");
            }
        }
        if (fields.length != node.tableType().getFieldCount()) {
            throw new NotNativeException("the columns of table " + node.table().name() + " in a lookup join");
        }
        return new LookedUpFields(asked, fields, filters);
    }

    private static int[] project(int[] fields, SourceAbility.ProjectPushDown projection) {
        if (projection.isNested()) {
            throw new NotNativeException("a nested projection pushed into the source");
        }
        return projection.paths().stream().mapToInt(path -> fields[path.get(0)]).toArray();
    }

    RowType askedType() {
        return new RowType(asked.stream()
                .map(field -> new RowType.RowField(field.name(), field.type()))
                .toList());
    }
}
