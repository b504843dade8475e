package io.weir.engine.pipeline;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.operator.Operator;
import io.weir.engine.window.EmitStrategy;
import io.weir.engine.window.EmittingGroupWindowAggregateOperator;
import io.weir.engine.window.LocalWindowAggregateOperator;
import io.weir.engine.window.SessionWindowAggregateOperator;
import io.weir.engine.window.WindowAggregateOperator;
import io.weir.engine.window.WindowInput;
import io.weir.engine.window.WindowResult;
import io.weir.engine.window.WindowTableFunctionOperator;
import io.weir.engine.window.WindowTime;
import io.weir.engine.window.WindowTransport;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.WindowTableFunctionNode;
import io.weir.plan.node.Windowing;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Turns the nodes of windows into operators. */
final class WindowTranslator {
    private final CompiledPlan plan;
    private final PipelineOptions options;
    private final ZoneId zone;
    private final UserFunctions functions;

    WindowTranslator(CompiledPlan plan, PipelineOptions options, UserFunctions functions) {
        this.plan = plan;
        this.functions = functions;
        this.options = options;
        this.zone = options.localTimeZone();
    }

    /**
     * The operators of a node, empty for a node that is not one of windows.
     *
     * @param isOrdered whether the batches of the input are numbered
     */
    Optional<IntFunction<Operator>> operators(PlanNode node, boolean isOrdered) {
        if (node instanceof WindowTableFunctionNode function) {
            WindowInput input = windowInput(function.windowing());
            return Optional.of(instance -> new WindowTableFunctionOperator(input));
        }
        if (node instanceof LocalWindowAggregateNode local) {
            WindowInput input = windowInput(local.windowing());
            WindowTransport transport = transport(local);
            return Optional.of(instance -> new LocalWindowAggregateOperator(input, transport));
        }
        if (node instanceof GlobalWindowAggregateNode global) {
            return Optional.of(globalWindowAggregate(global));
        }
        if (node instanceof WindowAggregateNode aggregate) {
            return Optional.of(windowAggregate(aggregate, isOrdered));
        }
        if (node instanceof GroupWindowAggregateNode aggregate) {
            return Optional.of(groupWindowAggregate(aggregate, isOrdered));
        }
        return Optional.empty();
    }

    private PlanNode input(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId());
    }

    /** The windows of a window table function, for which Flink wants a HOP to be of whole slides, and has a message. */
    private WindowInput windowInput(Windowing windowing) {
        if (windowing.window() instanceof Window.Hopping hopping && hopping.sizeMillis() % hopping.slideMillis() != 0) {
            throw new NotNativeException("HOP whose size is not a multiple of its slide");
        }
        return WindowInput.of(windowing, zone);
    }

    /** How the results of a first phase travel to the second. */
    WindowTransport transport(LocalWindowAggregateNode node) {
        return WindowTransport.of(aggregation(node, node.grouping(), node.aggregateCalls(), node.needsRetraction()));
    }

    private Aggregation aggregation(
            PlanNode node, List<Integer> grouping, List<AggregateCall> calls, boolean needsRetraction) {
        int[] keys = FieldIndexes.toArray(grouping);
        RowType inputType = input(node).outputType();
        return needsRetraction
                ? Aggregation.ofChanges(keys, calls, inputType, functions)
                : new Aggregation(keys, calls, inputType, new boolean[calls.size()], functions);
    }

    private IntFunction<Operator> globalWindowAggregate(GlobalWindowAggregateNode node) {
        PlanNode before = input(node);
        if (before instanceof ExchangeNode) {
            before = input(before);
        }
        if (!(before instanceof LocalWindowAggregateNode local)) {
            throw new NotNativeException("second phase of a window aggregation without a first one");
        }
        WindowInput input = windowInput(local.windowing());
        WindowTransport transport = transport(local);
        WindowResult result = new WindowResult(
                node.outputType(), node.grouping().size(), node.aggregateCalls().size(), node.windowProperties());
        return instance -> new WindowAggregateOperator(input, result, Optional.of(transport), transport.aggregation());
    }

    private IntFunction<Operator> windowAggregate(WindowAggregateNode node, boolean isOrdered) {
        Aggregation aggregation = aggregation(node, node.grouping(), node.aggregateCalls(), node.needsRetraction());
        WindowResult result = new WindowResult(
                node.outputType(), node.grouping().size(), node.aggregateCalls().size(), node.windowProperties());
        Windowing windowing = node.windowing();
        if (windowing.window() instanceof Window.Session session
                && windowing instanceof Windowing.TimeAttribute attribute) {
            if (!session.partitionKeys().equals(node.grouping())) {
                throw new NotNativeException("a session window that is partitioned by other columns than the grouping");
            }
            return session(
                    attribute.timeType(),
                    attribute.isRowtime(),
                    attribute.timeIndex(),
                    session.gapMillis(),
                    isOrdered,
                    result,
                    aggregation);
        }
        WindowInput input = windowInput(windowing);
        return instance -> new WindowAggregateOperator(input, result, Optional.empty(), aggregation.bound());
    }

    private IntFunction<Operator> session(
            LogicalType timeType,
            boolean isRowtime,
            int timeIndex,
            long gapMillis,
            boolean isOrdered,
            WindowResult result,
            Aggregation aggregation) {
        WindowTime time = WindowTime.of(timeType, zone);
        return instance -> new SessionWindowAggregateOperator(
                time, isRowtime, timeIndex, gapMillis, isOrdered, result, aggregation.bound());
    }

    private IntFunction<Operator> groupWindowAggregate(GroupWindowAggregateNode node, boolean isOrdered) {
        Aggregation aggregation = aggregation(node, node.grouping(), node.aggregateCalls(), node.needsRetraction());
        WindowResult result = new WindowResult(
                node.outputType(), node.grouping().size(), node.aggregateCalls().size(), node.windowProperties());
        GroupWindow.TimeField field = node.window().timeField();
        boolean isRowtime = LogicalTypes.isRowtime(field.type());
        Window window;
        if (node.window() instanceof GroupWindow.Session session) {
            return session(field.type(), isRowtime, field.index(), session.gapMillis(), isOrdered, result, aggregation);
        } else if (node.window() instanceof GroupWindow.Tumbling tumbling && tumbling.isTimeWindow()) {
            window = new Window.Tumbling(tumbling.size(), 0);
        } else if (node.window() instanceof GroupWindow.Sliding sliding && sliding.isTimeWindow()) {
            window = new Window.Hopping(sliding.size(), sliding.slide(), 0);
        } else {
            throw new NotNativeException("windows of a number of rows");
        }
        WindowInput input =
                WindowInput.of(new Windowing.TimeAttribute(window, field.type(), isRowtime, field.index()), zone);
        Optional<EmitStrategy> strategy = emitStrategy(isRowtime);
        if (strategy.isPresent()) {
            boolean givesEveryChange =
                    Boolean.parseBoolean(options.setting(node, GroupTranslator.EVERY_CHANGE, "false"));
            return instance -> new EmittingGroupWindowAggregateOperator(
                    input, result, aggregation.bound(), strategy.get(), isOrdered, givesEveryChange);
        }
        return instance -> new WindowAggregateOperator(input, result, Optional.empty(), aggregation.bound(), true);
    }

    /** How windows are given out besides at their end; empty if they are not. What contradicts, the planner refuses. */
    private Optional<EmitStrategy> emitStrategy(boolean isRowtime) {
        boolean isEarly = Boolean.parseBoolean(options.configuration().get("table.exec.emit.early-fire.enabled"));
        boolean isLate =
                isRowtime && Boolean.parseBoolean(options.configuration().get("table.exec.emit.late-fire.enabled"));
        if (!isEarly && !isLate) {
            return Optional.empty();
        }
        long lateness = options.millis("table.exec.emit.allow-lateness", options.millis("table.exec.state.ttl", 0));
        return Optional.of(new EmitStrategy(
                isEarly ? options.millis("table.exec.emit.early-fire.delay", 0) : EmitStrategy.NEVER,
                isLate ? options.millis("table.exec.emit.late-fire.delay", 0) : EmitStrategy.NEVER,
                isLate ? lateness : 0));
    }
}
