package io.weir.engine.pipeline;

import io.weir.engine.expression.Expression;
import io.weir.engine.expression.ExpressionCompiler;
import io.weir.engine.expression.ExpressionContext;
import io.weir.engine.function.UserFunctions;
import io.weir.engine.operator.CalcOperator;
import io.weir.engine.operator.ExpandOperator;
import io.weir.engine.operator.FunctionHost;
import io.weir.engine.operator.LimitOperator;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.UnionOperator;
import io.weir.engine.operator.WatermarkAssignerOperator;
import io.weir.engine.runtime.Edge;
import io.weir.engine.runtime.JobGraph;
import io.weir.engine.runtime.JobGraph.Vertex;
import io.weir.engine.runtime.SourceLayout;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.Source;
import io.weir.engine.time.OrderedWatermark;
import io.weir.engine.type.Columns;
import io.weir.plan.CompiledPlan;
import io.weir.plan.NotNativeException;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.AsyncCalcNode;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.CorrelateNode;
import io.weir.plan.node.Distribution;
import io.weir.plan.node.DropUpdateBeforeNode;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.ExpandNode;
import io.weir.plan.node.FieldIndexes;
import io.weir.plan.node.LimitNode;
import io.weir.plan.node.LocalGroupAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.LookupJoinNode;
import io.weir.plan.node.MiniBatchAssignerNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.UnionNode;
import io.weir.plan.node.ValuesNode;
import io.weir.plan.node.WatermarkAssignerNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Turns the nodes of a plan into vertices of a job: the one list of what is native.
 *
 * <p>An exchange is no vertex; it is how its consumers are connected to what it reads.
 */
final class NodeTranslator {
    /** What a node has become: the vertex that gives its rows, and how consumers are connected to it. */
    private record Translated(Vertex vertex, Edge edge, boolean isOrdered) {}

    /** What stands before a sink is no node of the plan: its id is below this one, where the plan has none. */
    private static final int MATERIALIZER_ID = -1;

    private static final String SOURCE_IDLE_TIMEOUT = "table.exec.source.idle-timeout";

    private final CompiledPlan plan;
    private final ConnectorRegistry connectors;
    private final PipelineOptions options;
    private final ExpressionContext context;
    private final WindowTranslator windows;
    private final ChangelogTranslator changelogs;
    private final GroupTranslator groups;
    private final RankTranslator ranks;
    private final OverTranslator overs;
    private final JoinTranslator joins;
    private final LookupJoinTranslator lookups;
    private final CorrelateTranslator correlates;
    private final Map<Integer, Translated> translated = new HashMap<>();
    private EpochContext epochs = EpochContext.OFF;

    NodeTranslator(CompiledPlan plan, ConnectorRegistry connectors, PipelineOptions options) {
        this.plan = plan;
        this.connectors = connectors;
        this.options = options;
        this.context = new ExpressionContext(
                options.clock(),
                options.localTimeZone(),
                options.configuration(),
                new UserFunctions(options.classLoader(), options.configuration()));
        this.windows = new WindowTranslator(plan, options, context.functions());
        this.changelogs = new ChangelogTranslator(plan, options, context);
        this.groups = new GroupTranslator(plan, options, context.functions());
        this.ranks = new RankTranslator(plan, options);
        this.overs = new OverTranslator(plan, options, context);
        this.joins = new JoinTranslator(plan, options, context);
        this.lookups = new LookupJoinTranslator(plan, connectors, options, context);
        this.correlates = new CorrelateTranslator(plan, options, context);
    }

    /** Throws {@link NotNativeException} if the node is not native; has no effect otherwise. */
    void check(PlanNode node) {
        for (LogicalType type : node.outputType().getChildren()) {
            // What travels between two phases of an aggregation is the engine's own affair.
            if (!isFirstPhase(node) && !isBetweenPhases(node)) {
                Columns.kind(type);
            }
        }
        if (node instanceof TableSourceScanNode scan) {
            new ScanTranslator(plan, connectors, options, context).check(scan);
        } else if (node instanceof SinkNode sink) {
            new SinkTranslator(connectors, options, epochs).check(sink);
        } else if (!(node instanceof ValuesNode
                || node instanceof ExchangeNode
                || node instanceof UnionNode
                || isPassedThrough(node))) {
            Operator unused = operators(node, false).apply(0);
        } else if (node instanceof ExchangeNode exchange) {
            edge(exchange, false);
        }
    }

    private static boolean isFirstPhase(PlanNode node) {
        return node instanceof LocalWindowAggregateNode || GroupTranslator.isFirstPhase(node);
    }

    private boolean isBetweenPhases(PlanNode node) {
        return node instanceof ExchangeNode && isFirstPhase(input(node));
    }

    /** What sinks are told of epochs that are translated from now on. */
    void useEpochs(EpochContext context) {
        epochs = context;
    }

    /** Adds the node's vertex; its inputs have been translated before. */
    void translate(PlanNode node, JobGraph graph) {
        graph.describe(
                node.id(),
                node.type(),
                node.description(),
                node instanceof TableSourceScanNode || node instanceof ValuesNode,
                node instanceof SinkNode);
        translated.put(node.id(), vertex(node, graph));
    }

    private Translated vertex(PlanNode node, JobGraph graph) {
        if (node instanceof TableSourceScanNode scan) {
            ScanTranslator.Scan made = new ScanTranslator(plan, connectors, options, context).translate(scan);
            Vertex vertex =
                    graph.addSource(node.id(), options.parallelism(), made.source(), made.layout(), made.watermarks());
            return new Translated(vertex, new Edge.Direct(), made.source().isOrdered());
        }
        if (node instanceof ValuesNode values) {
            Source source = new ValuesSource(values);
            int[] all = new int[values.outputType().getFieldCount()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return new Translated(
                    graph.addSource(node.id(), 1, source, new SourceLayout(all), null), new Edge.Direct(), true);
        }
        if (node instanceof ExchangeNode exchange) {
            Translated input = translated(node, 0);
            return new Translated(input.vertex, edge(exchange, input.isOrdered), input.isOrdered);
        }
        if (isPassedThrough(node)) {
            return translated(node, 0);
        }
        if (node instanceof SinkNode sinkNode) {
            return new Translated(sink(sinkNode, graph), new Edge.Direct(), false);
        }
        IntFunction<Operator> operators = withFunctions(operators(node, isInputOrdered(node)));
        Vertex vertex =
                graph.addOperator(node.id(), parallelism(node), node.inputs().size(), operators);
        if (node instanceof WatermarkAssignerNode) {
            vertex.makeWatermarks();
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            Translated input = translated(node, i);
            graph.connect(input.vertex, vertex, i, input.edge);
        }
        boolean isOneToOne = node instanceof CalcNode
                || node instanceof AsyncCalcNode
                || node instanceof CorrelateNode
                || node instanceof LookupJoinNode
                || node instanceof ExpandNode
                || node instanceof DropUpdateBeforeNode
                || node instanceof MiniBatchAssignerNode
                || node instanceof WatermarkAssignerNode
                || (node instanceof LocalWindowAggregateNode local
                        && !windows.transport(local).isPartial())
                || (node instanceof LocalGroupAggregateNode
                        && !groups.transport(node).isPartial());
        // Behind an exchange, several instances see batches of the same number.
        boolean keepsOrder = isOneToOne && translated(node, 0).edge instanceof Edge.Direct;
        return new Translated(vertex, new Edge.Direct(), keepsOrder && isInputOrdered(node));
    }

    /** Mini-batches that end by the clock need no marks in the stream. */
    private boolean isPassedThrough(PlanNode node) {
        // A batch knows no late rows: event time stands still until the input has ended.
        boolean isBatchWatermark = options.isBatch() && node instanceof WatermarkAssignerNode;
        return isBatchWatermark
                || node instanceof MiniBatchAssignerNode assigner && !GroupTranslator.isRowtime(assigner);
    }

    private Vertex sink(SinkNode node, JobGraph graph) {
        SinkTranslator translator = new SinkTranslator(connectors, options, epochs);
        int parallelism = parallelism(node);
        Sink sink = translator.sink(node, parallelism, graph::isBounded);
        graph.addSink(node.id(), sink);
        Translated input = translated(node, 0);
        Edge edge = parallelism == 1
                ? input.edge
                : translator.edge(node, input.isOrdered).orElse(input.edge);
        Vertex from = input.vertex;
        Optional<IntFunction<Operator>> materializer = translator.materializer(node);
        if (materializer.isPresent()) {
            int id = MATERIALIZER_ID - node.id();
            graph.describe(id, "upsert-materialize", "UpsertMaterialize(" + node.description() + ")", false, false);
            Vertex between = graph.addOperator(id, parallelism, 1, materializer.get());
            graph.connect(from, between, 0, edge);
            from = between;
            edge = new Edge.Direct();
        }
        Vertex vertex = graph.addOperator(node.id(), parallelism, 1, instance -> translator.operator(node, sink));
        graph.connect(from, vertex, 0, edge);
        return vertex;
    }

    private Translated translated(PlanNode node, int input) {
        Translated found = translated.get(node.inputs().get(input).nodeId());
        if (found == null) {
            throw new NotNativeException("a plan whose nodes are not in order");
        }
        return found;
    }

    private PlanNode input(PlanNode node) {
        return plan.node(node.inputs().get(0).nodeId());
    }

    private boolean isInputOrdered(PlanNode node) {
        return node.inputs().size() == 1 && translated(node, 0).isOrdered;
    }

    private int parallelism(PlanNode node) {
        int parallelism = 1;
        for (int i = 0; i < node.inputs().size(); i++) {
            Translated input = translated(node, i);
            int own = input.edge instanceof Edge.Singleton
                    ? 1
                    : input.edge instanceof Edge.Direct ? input.vertex.parallelism() : options.parallelism();
            parallelism = Math.max(parallelism, own);
        }
        return parallelism;
    }

    private Edge edge(ExchangeNode exchange, boolean isOrdered) {
        Distribution distribution = exchange.distribution();
        PlanNode input = input(exchange);
        if (distribution instanceof Distribution.Hash hash) {
            if (input instanceof LocalWindowAggregateNode local) {
                // Groups have no order, and are not numbered; rows that are passed on are.
                return new Edge.Hash(windows.transport(local).keys(), isOrdered);
            }
            return GroupTranslator.isFirstPhase(input)
                    ? new Edge.Hash(groups.transport(input).keys(), isOrdered)
                    : new Edge.Hash(FieldIndexes.toArray(hash.keys()), isOrdered);
        }
        if (distribution instanceof Distribution.Singleton) {
            return new Edge.Singleton(isOrdered);
        }
        if (distribution instanceof Distribution.Broadcast) {
            return new Edge.Broadcast();
        }
        return new Edge.AnyInstance();
    }

    /** Gives each operator instance whose expressions call users' functions a host that opens and closes them. */
    private IntFunction<Operator> withFunctions(IntFunction<Operator> operators) {
        UserFunctions functions = context.functions();
        return instance -> {
            UserFunctions.Scoped<Operator> scoped = functions.scoped(() -> operators.apply(instance));
            return scoped.functions().isEmpty()
                    ? scoped.made()
                    : new FunctionHost(scoped.made(), scoped.functions(), functions);
        };
    }

    /** The operators of a node; compiling them is what finds out whether the node is native. */
    private IntFunction<Operator> operators(PlanNode node, boolean isOrdered) {
        if (node instanceof CalcNode calc) {
            return instance -> calc(calc);
        }
        if (node instanceof ExpandNode expand) {
            return instance -> expand(expand);
        }
        if (node instanceof WatermarkAssignerNode assigner) {
            return watermarkAssigner(assigner);
        }
        if (node instanceof UnionNode) {
            return instance -> new UnionOperator();
        }
        if (node instanceof LimitNode limit) {
            if (limit.rangeEnd() == Long.MAX_VALUE) {
                // Flink has a message for it.
                throw new NotNativeException("OFFSET without FETCH or LIMIT");
            }
            return instance -> new LimitOperator(limit.rangeStart(), limit.rangeEnd());
        }
        return windows.operators(node, isOrdered)
                .or(() -> changelogs.operators(node))
                .or(() -> groups.operators(node))
                .or(() -> ranks.operators(node, isOrdered))
                .or(() -> overs.operators(node, isOrdered))
                .or(() -> joins.operators(node))
                .or(() -> lookups.operators(node))
                .or(() -> correlates.operators(node))
                .orElseThrow(() -> new NotNativeException(name(node)));
    }

    /** A node as a person would call it: {@code stream-exec-group-aggregate} is a group aggregate. */
    private static String name(PlanNode node) {
        return "node '" + node.info().name().replace("stream-exec-", "") + "'";
    }

    private Operator calc(CalcNode node) {
        RowType inputType = input(node).outputType();
        Expression[] projections = new Expression[node.projection().size()];
        for (int i = 0; i < projections.length; i++) {
            projections[i] = ExpressionCompiler.compile(node.projection().get(i), inputType, context);
        }
        Optional<Expression> condition =
                node.condition().map(expression -> ExpressionCompiler.compile(expression, inputType, context));
        return new CalcOperator(projections, condition, UsedColumns.of(node.projection()));
    }

    private Operator expand(ExpandNode node) {
        RowType inputType = input(node).outputType();
        Expression[][] projections = node.projections().stream()
                .map(projection -> projection.stream()
                        .map(expression -> ExpressionCompiler.compile(expression, inputType, context))
                        .toArray(Expression[]::new))
                .toArray(Expression[][]::new);
        return new ExpandOperator(projections, node.outputType());
    }

    private IntFunction<Operator> watermarkAssigner(WatermarkAssignerNode node) {
        RowType inputType = input(node).outputType();
        PlanExpression watermark = node.watermark();
        long interval = options.autoWatermarkIntervalMillis();
        long idleTimeout = options.millis(SOURCE_IDLE_TIMEOUT, 0);
        OrderedWatermark shared = new OrderedWatermark(interval);
        return instance -> new WatermarkAssignerOperator(
                ExpressionCompiler.compile(watermark, inputType, context),
                node.rowtimeIndex(),
                inputType.getFieldNames().get(node.rowtimeIndex()),
                shared,
                interval,
                idleTimeout);
    }
}
