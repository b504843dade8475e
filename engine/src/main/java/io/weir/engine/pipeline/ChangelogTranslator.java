package io.weir.engine.pipeline;

import io.weir.engine.changelog.ChangelogNormalizeOperator;
import io.weir.engine.changelog.DeduplicateOperator;
import io.weir.engine.changelog.DropUpdateBeforeOperator;
import io.weir.engine.changelog.FirstByTimeDeduplicateOperator;
import io.weir.engine.changelog.FirstDeduplicateOperator;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.operator.Operator;
import io.weir.plan.CompiledPlan;
import io.weir.plan.node.ChangelogNormalizeNode;
import io.weir.plan.node.DeduplicateNode;
import io.weir.plan.node.DropUpdateBeforeNode;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.PlanNode;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes that turn one changelog into another into operators. */
final class ChangelogTranslator {
    private static final String INSERT_SENSITIVE = "table.exec.deduplicate.insert-update-after-sensitive-enabled";

    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final ExpressionContext context;

    ChangelogTranslator(CompiledPlan plan, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.options = options;
        this.context = context;
    }

    /** The operators of a node, empty for a node of another family. */
    Optional<IntFunction<Operator>> operators(PlanNode node) {
        if (node instanceof DropUpdateBeforeNode) {
            return Optional.of(instance -> new DropUpdateBeforeOperator());
        }
        if (node instanceof ChangelogNormalizeNode normalize) {
            return Optional.of(instance -> normalize(normalize));
        }
        if (node instanceof DeduplicateNode deduplicate) {
            return Optional.of(deduplicate(deduplicate));
        }
        return Optional.empty();
    }

    private RowType inputType(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId()).outputType();
    }

    private Operator normalize(ChangelogNormalizeNode node) {
        RowType type = inputType(node);
        return new ChangelogNormalizeOperator(
                type,
                FieldIndexes.toArray(node.uniqueKeys()),
                node.generatesUpdateBefore(),
                node.filter().map(filter -> ExpressionCompiler.compile(filter, type, context)),
                options.stateTtlMillis(node));
    }

    private IntFunction<Operator> deduplicate(DeduplicateNode node) {
        RowType type = inputType(node);
        int[] keys = FieldIndexes.toArray(node.uniqueKeys());
        long ttl = options.stateTtlMillis(node);
        int time = rowtimeColumn(type);
        if (!node.isRowtime() && !node.keepsLastRow()) {
            return instance -> new FirstDeduplicateOperator(type, keys, ttl);
        }
        if (node.isRowtime() && !node.keepsLastRow() && node.outputsInsertOnly()) {
            return instance -> new FirstByTimeDeduplicateOperator(type, keys, time, ttl);
        }
        DeduplicateOperator.Kept kept = !node.isRowtime()
                ? DeduplicateOperator.Kept.LAST_BY_ARRIVAL
                : node.keepsLastRow() ? DeduplicateOperator.Kept.LAST_BY_TIME : DeduplicateOperator.Kept.FIRST_BY_TIME;
        boolean generatesInsert = Boolean.parseBoolean(options.setting(node, INSERT_SENSITIVE, "true"));
        return instance ->
                new DeduplicateOperator(type, keys, kept, time, node.generatesUpdateBefore(), generatesInsert, ttl);
    }

    /** The column of event time, or -1. */
    private static int rowtimeColumn(RowType type) {
        for (int i = 0; i < type.getFieldCount(); i++) {
            if (LogicalTypes.isRowtime(type.getTypeAt(i))) {
                return i;
            }
        }
        return -1;
    }
}
