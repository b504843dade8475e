package io.weir.engine.pipeline;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.join.FoundRows;
import io.weir.engine.join.LookupJoinOperator;
import io.weir.engine.operator.Operator;
import io.weir.engine.spi.LookupRequest;
import io.weir.engine.spi.LookupSource;
import io.weir.engine.spi.LookupSourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.JoinType;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.LookupKey;
import io.weir.plan.node.PlanNode;
import io.weir.plan.table.PlanTable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns lookup joins into operators. */
final class LookupJoinTranslator {
    private static final String CALLS_MAX = "table.exec.async-lookup.buffer-capacity";
    private static final String TIMEOUT = "table.exec.async-lookup.timeout";
    private static final int CALLS_MAX_DEFAULT = 100;
    private static final long TIMEOUT_MILLIS_DEFAULT = 180_000;

    private static final String LOOKUP_MISS = "lookup_miss";
    private static final String FIXED_DELAY = "FIXED_DELAY";

    private final CompiledPlan plan;
    private final ConnectorRegistry connectors;
    private final PipelineOptions options;
    private final ExpressionContext context;

    LookupJoinTranslator(
            CompiledPlan plan, ConnectorRegistry connectors, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.connectors = connectors;
        this.options = options;
        this.context = context;
    }

    /** The operators of a node, empty for a node of another family. */
    Optional<IntFunction<Operator>> operators(PlanNode node) {
        return node instanceof LookupJoinNode join ? Optional.of(join(join)) : Optional.empty();
    }

    private IntFunction<Operator> join(LookupJoinNode node) {
        if (node.joinType() != JoinType.INNER && node.joinType() != JoinType.LEFT) {
            throw new NotNativeException(node.joinType() + " lookup join");
        }
        if (node.lookupKeys().isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "A lookup join needs an equality condition on fields of the table",
                    "table " + node.table().identifier(),
                    "Join by what the rows are looked up by, as in ON o.customer = c.id",
                    null);
        }
        if (node.requiresUpsertMaterialize()) {
            throw new NotNativeException("a lookup join that remembers what it found, for rows that are taken back"
                    + " ('table.optimizer.non-deterministic-update.strategy' = 'TRY_RESOLVE')");
        }
        RowType inputType = plan.node(node.inputs().get(0).nodeId()).outputType();
        LookedUpFields fields = LookedUpFields.of(node);
        for (SourceRequest.Field field : fields.asked()) {
            if (Columns.isOnlyOfExpressions(field.type())) {
                throw new NotNativeException("type " + field.type().asSummaryString() + " in a source");
            }
        }
        Map<Integer, LookupKey> keys = new TreeMap<>(node.lookupKeys());
        LookupSource source = source(node, inputType, fields, keys);
        return instance -> new LookupJoinOperator(
                source, rule(node, inputType, keys.values()), found(node, fields), inputType, node.outputType());
    }

    private LookupSource source(
            LookupJoinNode node, RowType inputType, LookedUpFields fields, Map<Integer, LookupKey> keys) {
        PlanTable table = node.table();
        LookupSourceFactory factory = connectors.lookup(table.connector());
        SourceRequest asked = new SourceRequest(
                table.identifier(),
                table.options(),
                fields.asked(),
                options.parallelism(),
                options.batchRowsMax(),
                Long.MAX_VALUE,
                table.primaryKey(),
                table.partitionKeys(),
                options.configuration(),
                options.localTimeZone(),
                options.clock(),
                connectors::decoder,
                ScanTranslator.recordType(table),
                Optional.empty());
        int[] askedKeys = keys.keySet().stream()
                .mapToInt(key -> fields.tableFields()[key])
                .toArray();
        LogicalType[] types =
                keys.values().stream().map(key -> keyType(key, inputType)).toArray(LogicalType[]::new);
        LookupRequest request = new LookupRequest(asked, askedKeys, RowType.of(types), calls(node));
        return UserClasses.load(options.classLoader(), () -> factory.create(request));
    }

    private static LogicalType keyType(LookupKey key, RowType inputType) {
        return key instanceof LookupKey.FieldKey field
                ? inputType.getTypeAt(field.index())
                : ((LookupKey.ConstantKey) key).literal().type();
    }

    private LookupRequest.Calls calls(LookupJoinNode node) {
        Map<String, String> async = trimmed(node.asyncOptions());
        Map<String, String> retry = trimmed(node.retryOptions());
        boolean isRetried = LOOKUP_MISS.equalsIgnoreCase(retry.get("retry-predicate"))
                && FIXED_DELAY.equals(retry.getOrDefault("retry-strategy", "").toUpperCase(Locale.ROOT));
        JobOptions job = new JobOptions(options.configuration());
        return new LookupRequest.Calls(
                !async.isEmpty(),
                (int) number(async, "capacity", job.count(CALLS_MAX, CALLS_MAX_DEFAULT, 1)),
                number(async, "timeout", options.millis(TIMEOUT, TIMEOUT_MILLIS_DEFAULT)),
                isRetried ? (int) number(retry, "max-attempts", 0) : 0,
                number(retry, "fixed-delay", 0));
    }

    /** Flink writes a blank behind one of the names. */
    private static Map<String, String> trimmed(Map<String, String> written) {
        Map<String, String> trimmed = new TreeMap<>();
        written.forEach((key, value) -> trimmed.put(key.strip(), value));
        return trimmed;
    }

    private static long number(Map<String, String> written, String key, long otherwise) {
        String text = written.get(key);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NotNativeException("'" + key + "' = '" + text + "' of a lookup join");
        }
    }

    private LookupJoinOperator.Rule rule(LookupJoinNode node, RowType inputType, Collection<LookupKey> keys) {
        Expression[] compiled = keys.stream()
                .map(key -> ExpressionCompiler.compile(expression(key, inputType), inputType, context))
                .toArray(Expression[]::new);
        return new LookupJoinOperator.Rule(
                compiled,
                compile(node.preFilter(), inputType),
                compile(node.condition(), node.outputType()),
                UsedColumns.of(node.condition().stream().toList()),
                node.joinType() == JoinType.LEFT);
    }

    private static PlanExpression expression(LookupKey key, RowType inputType) {
        return key instanceof LookupKey.FieldKey field
                ? new InputReference(field.index(), inputType.getTypeAt(field.index()))
                : ((LookupKey.ConstantKey) key).literal();
    }

    private FoundRows found(LookupJoinNode node, LookedUpFields fields) {
        RowType tableType = node.tableType();
        int inputCount = plan.node(node.inputs().get(0).nodeId()).outputType().getFieldCount();
        List<RowType.RowField> joined = node.outputType()
                .getFields()
                .subList(inputCount, node.outputType().getFieldCount());
        Optional<Expression[]> projection = node.projection()
                .map(expressions -> expressions.stream()
                        .map(expression -> ExpressionCompiler.compile(expression, tableType, context))
                        .toArray(Expression[]::new));
        return new FoundRows(
                fields.filters().stream()
                        .map(filter -> ExpressionCompiler.compile(filter, fields.askedType(), context))
                        .toList(),
                fields.tableFields(),
                tableType,
                compile(node.filter(), tableType),
                projection,
                new RowType(joined));
    }

    private Optional<Expression> compile(Optional<PlanExpression> expression, RowType type) {
        return expression.map(written -> ExpressionCompiler.compile(written, type, context));
    }
}
