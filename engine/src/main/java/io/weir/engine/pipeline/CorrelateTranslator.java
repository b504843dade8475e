package io.weir.engine.pipeline;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.function.AsyncOptions;
import io.weir.engine.function.UserFunction;
import io.weir.engine.operator.AsyncCalcOperator;
import io.weir.engine.operator.AsyncCalcOperator.Projection;
import io.weir.engine.operator.AsyncTableCall;
import io.weir.engine.operator.CorrelateOperator;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.ReplicateTableCall;
import io.weir.engine.operator.TableCall;
import io.weir.engine.operator.UnnestTableCall;
import io.weir.engine.operator.UserTableCall;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.AsyncCalcNode;
import io.weir.plan.node.CorrelateNode;
import io.weir.plan.node.JoinType;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.ProcessTableFunctionNode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.functions.FunctionKind;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes that call table functions, and those that call asynchronous functions, into operators. */
final class CorrelateTranslator {
    private static final String ASYNC_SCALAR = "table.exec.async-scalar.";
    private static final String ASYNC_TABLE = "table.exec.async-table.";
    private static final int CALLS_MAX_DEFAULT = 10;
    private static final long TIMEOUT_MILLIS_DEFAULT = 180_000;
    private static final int RETRIES_MAX_DEFAULT = 3;
    private static final long RETRY_DELAY_MILLIS_DEFAULT = 100;

    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final ExpressionContext context;

    CorrelateTranslator(CompiledPlan plan, PipelineOptions options, ExpressionContext context) {
        this.plan = plan;
        this.options = options;
        this.context = context;
    }

    /** The operators of a node of this family. */
    Optional<IntFunction<Operator>> operators(PlanNode node) {
        if (node instanceof CorrelateNode correlate) {
            return Optional.of(instance -> correlate(correlate));
        }
        if (node instanceof AsyncCalcNode calc) {
            return Optional.of(instance -> asyncCalc(calc));
        }
        if (node instanceof ProcessTableFunctionNode process) {
            throw new NotNativeException(
                    "process table function " + process.call().describe());
        }
        return Optional.empty();
    }

    private RowType inputType(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId()).outputType();
    }

    // ---- table functions -------------------------------------------------------------------------------------------

    private Operator correlate(CorrelateNode node) {
        if (node.joinType() != JoinType.INNER && node.joinType() != JoinType.LEFT) {
            throw new NotNativeException(node.joinType() + " JOIN with a table function");
        }
        if (!(node.call() instanceof FunctionCall call) || !(call.type() instanceof RowType resultType)) {
            throw new NotNativeException("expression " + node.call().describe() + " as a table function");
        }
        TableCall table = tableCall(call, inputType(node), resultType);
        Optional<Expression> condition =
                node.condition().map(expression -> ExpressionCompiler.compile(expression, resultType, context));
        return new CorrelateOperator(
                inputType(node), node.outputType(), table, condition, node.joinType() == JoinType.LEFT);
    }

    private TableCall tableCall(FunctionCall call, RowType inputType, RowType resultType) {
        Expression[] operands = operands(call, inputType);
        if (call.function().isBuiltIn()) {
            return switch (call.name()) {
                case "UNNEST_ROWS" -> new UnnestTableCall(operands[0], resultType, false);
                case "UNNEST_ROWS_WITH_ORDINALITY" -> new UnnestTableCall(operands[0], resultType, true);
                case "REPLICATE_ROWS" -> new ReplicateTableCall(operands, resultType);
                default -> throw new NotNativeException("table function " + call.name());
            };
        }
        UserFunction function = resolve(call);
        FunctionKind kind = function.function().getKind();
        return switch (kind) {
            case TABLE -> new UserTableCall(function, operands, resultType);
            case ASYNC_TABLE ->
                new AsyncTableCall(function, operands, resultType, asyncOptions(ASYNC_TABLE, "max-retries"));
            default -> throw new NotNativeException("function " + function.name() + " of kind " + kind + " as a table");
        };
    }

    private Expression[] operands(FunctionCall call, RowType inputType) {
        return call.operands().stream()
                .map(operand -> ExpressionCompiler.compile(operand, inputType, context))
                .toArray(Expression[]::new);
    }

    private UserFunction resolve(FunctionCall call) {
        List<LogicalType> types =
                call.operands().stream().map(PlanExpression::type).toList();
        return context.functions().resolve(call.function(), call.operands(), types, call.type());
    }

    // ---- asynchronous functions ------------------------------------------------------------------------------------

    private Operator asyncCalc(AsyncCalcNode node) {
        RowType inputType = inputType(node);
        Projection[] projections = node.projection().stream()
                .map(expression -> projection(expression, inputType))
                .toArray(Projection[]::new);
        return new AsyncCalcOperator(projections, asyncOptions(ASYNC_SCALAR, "max-attempts"));
    }

    private Projection projection(PlanExpression expression, RowType inputType) {
        if (expression instanceof FunctionCall call && !call.function().isBuiltIn()) {
            UserFunction function = resolve(call);
            if (function.function().getKind() == FunctionKind.ASYNC_SCALAR) {
                return new Projection.Asynchronous(function, operands(call, inputType), call.type());
            }
        }
        return new Projection.Plain(ExpressionCompiler.compile(expression, inputType, context));
    }

    private AsyncOptions asyncOptions(String prefix, String retriesKey) {
        boolean isRetried = !options.configuration()
                .getOrDefault(prefix + "retry-strategy", "")
                .replace('-', '_')
                .equalsIgnoreCase("NO_RETRY");
        int calls = number(
                prefix + "max-concurrent-operations", number(prefix + "buffer-capacity", CALLS_MAX_DEFAULT, 1), 1);
        return new AsyncOptions(
                calls,
                options.millis(prefix + "timeout", TIMEOUT_MILLIS_DEFAULT),
                isRetried ? number(prefix + retriesKey, RETRIES_MAX_DEFAULT, 0) : 0,
                options.millis(prefix + "retry-delay", RETRY_DELAY_MILLIS_DEFAULT));
    }

    private int number(String key, int otherwise, int least) {
        return new JobOptions(options.configuration()).count(key, otherwise, least);
    }
}
