package io.weir.cli;

import io.weir.engine.pipeline.NodeSupport;
import io.weir.engine.pipeline.SinkPromise;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.plan.CompiledPlan;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.LocalGroupAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.OverAggregateNode;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.SortNode;
import io.weir.plan.node.StateDeclaration;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.TemporalSortNode;
import io.weir.plan.node.WatermarkAssignerNode;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.WindowTableFunctionNode;
import io.weir.plan.node.Windowing;
import io.weir.plan.table.SourceAbility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code weir explain} says about a job: its tree of nodes, then time, delay, state and guarantee. */
final class Explanation {
    private static final String STATE_TTL = "table.exec.state.ttl";
    private static final String UNBOUNDED =
            "UNBOUNDED: grows with the number of keys; limit it with SET 'table.exec.state.ttl'";
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\d+)");

    private final CompiledPlan plan;
    private final Map<Integer, NodeSupport> support = new HashMap<>();
    private final Map<String, String> configuration;
    private final Set<Integer> shown = new HashSet<>();

    Explanation(CompiledPlan plan, List<NodeSupport> support, Map<String, String> configuration) {
        this.plan = plan;
        support.forEach(node -> this.support.put(node.node().id(), node));
        this.configuration = configuration;
    }

    String text(String sql, int line) {
        StringBuilder text = new StringBuilder();
        text.append("Job at line ")
                .append(line)
                .append(": ")
                .append(firstLine(sql))
                .append("\n\n");
        for (PlanNode root : plan.roots()) {
            tree(root, 0, text);
        }
        text.append('\n');
        long obstacles =
                support.values().stream().filter(node -> !node.isNative()).count();
        text.append("Engine:    ")
                .append(
                        obstacles == 0
                                ? "native, all " + support.size() + " nodes"
                                : "Flink inside this process, because " + obstacles + " of " + support.size()
                                        + " nodes are not native")
                .append('\n');
        text.append("Time:      ").append(time()).append('\n');
        delays().forEach(delay -> text.append("Delay:     ").append(delay).append('\n'));
        states().forEach(state -> text.append("State:     ").append(state).append('\n'));
        return text.toString();
    }

    /** What a promise means for whoever runs the job. */
    static String guarantee(SinkPromise promise) {
        String when = promise.savesEpochs()
                ? "; the run goes on after a crash"
                : "; a run that fails begins anew"
                        + (promise.guarantee() == SinkGuarantee.EXACTLY_ONCE ? ", and has shown nothing" : "");
        String limits = promise.limits().isEmpty() ? "" : " (" + String.join("; ", promise.limits()) + ")";
        String table = promise.table().isEmpty() ? "the rows of the SELECT" : promise.table();
        return table + ": " + SinkPromise.words(promise.guarantee()) + limits + when;
    }

    private static String firstLine(String sql) {
        String oneLine = sql.strip().replaceAll("\\s+", " ");
        return oneLine.length() > 100 ? oneLine.substring(0, 97) + "..." : oneLine;
    }

    private void tree(PlanNode node, int depth, StringBuilder text) {
        text.append("  ".repeat(depth));
        if (!shown.add(node.id())) {
            text.append('[').append(node.id()).append("] as above\n");
            return;
        }
        NodeSupport own = support.get(node.id());
        Optional<String> obstacle = own == null ? Optional.empty() : own.obstacle();
        text.append(obstacle.isEmpty() ? "native  " : "FLINK   ")
                .append('[')
                .append(node.id())
                .append("] ")
                .append(node.description());
        obstacle.ifPresent(why -> text.append("\n")
                .append("  ".repeat(depth))
                .append("        why: ")
                .append(why));
        text.append('\n');
        for (PlanInput input : node.inputs()) {
            tree(plan.node(input.nodeId()), depth + 1, text);
        }
    }

    private String time() {
        List<String> clauses = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (node instanceof WatermarkAssignerNode assigner) {
                String column = assigner.outputType().getFieldNames().get(assigner.rowtimeIndex());
                clauses.add("event time by column " + column + ", "
                        + watermark(assigner.watermark(), assigner.outputType().getFieldNames()));
            } else if (node instanceof TableSourceScanNode scan) {
                scan.ability(SourceAbility.WatermarkPushDown.class)
                        .ifPresent(pushed -> clauses.add(
                                "event time of table " + scan.table().name() + ", per split, "
                                        + watermark(
                                                pushed.watermark(),
                                                pushed.producedType().getFieldNames())));
            }
        }
        boolean usesProcessingTime = plan.nodes().stream()
                .flatMap(node -> windowing(node).stream())
                .anyMatch(windowing -> !windowing.isRowtime());
        if (usesProcessingTime) {
            clauses.add("processing time: windows follow the clock, so that a second run gives another answer");
        }
        return clauses.isEmpty() ? "none: rows are handled as they come" : String.join("; ", clauses);
    }

    /** A watermark in words: columns by their names, a fixed delay as a duration. */
    private static String watermark(PlanExpression watermark, List<String> columns) {
        Optional<Long> delay = delay(watermark);
        String text = delay.isPresent()
                ? "watermark " + ((FunctionCall) watermark).operand(0).describe() + " - " + words(delay.get())
                : "watermark " + watermark.describe();
        Matcher reference = REFERENCE.matcher(text);
        return reference.replaceAll(match -> {
            int index = Integer.parseInt(match.group(1));
            return Matcher.quoteReplacement(index < columns.size() ? columns.get(index) : match.group());
        });
    }

    private List<String> delays() {
        OptionalLong watermark = plan.nodes().stream()
                .flatMap(node -> node instanceof WatermarkAssignerNode assigner
                        ? delay(assigner.watermark()).stream()
                        : node instanceof TableSourceScanNode scan
                                ? scan
                                        .ability(SourceAbility.WatermarkPushDown.class)
                                        .flatMap(pushed -> delay(pushed.watermark()))
                                        .stream()
                                : java.util.stream.Stream.<Long>empty())
                .mapToLong(Long::longValue)
                .max();
        List<String> delays = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            if (watermark.isPresent() && (node instanceof OverAggregateNode || node instanceof TemporalSortNode)) {
                delays.add("[" + node.id() + "] a row is given out " + words(watermark.getAsLong())
                        + " (watermark) after it came, in the order of event time");
            }
            if (node instanceof SortNode) {
                delays.add("[" + node.id() + "] rows are given out when the input has ended");
            }
            boolean isFinal = !(node instanceof LocalWindowAggregateNode || node instanceof WindowTableFunctionNode);
            size(node).filter(size -> isFinal).ifPresent(size -> {
                String text = "[" + node.id() + "] a result is final " + words(size.millis) + " (" + size.what + ")";
                delays.add(
                        watermark.isPresent()
                                ? text + " + " + words(watermark.getAsLong()) + " (watermark) after the"
                                        + " window's first row"
                                : text + " after the window's first row");
            });
        }
        return delays;
    }

    private record Size(long millis, String what) {}

    private static Optional<Size> size(PlanNode node) {
        if (node instanceof GroupWindowAggregateNode group) {
            if (group.window() instanceof GroupWindow.Tumbling tumbling) {
                return Optional.of(new Size(tumbling.size(), "window size"));
            }
            if (group.window() instanceof GroupWindow.Sliding sliding) {
                return Optional.of(new Size(sliding.size(), "window size"));
            }
            return Optional.of(new Size(((GroupWindow.Session) group.window()).gapMillis(), "session gap"));
        }
        return windowing(node).map(windowing -> size(windowing.window()));
    }

    private static Size size(Window window) {
        if (window instanceof Window.Tumbling tumbling) {
            return new Size(tumbling.sizeMillis(), "window size");
        }
        if (window instanceof Window.Hopping hopping) {
            return new Size(hopping.sizeMillis(), "window size");
        }
        if (window instanceof Window.Cumulative cumulative) {
            return new Size(cumulative.stepMillis(), "step");
        }
        return new Size(((Window.Session) window).gapMillis(), "session gap");
    }

    private static Optional<Windowing> windowing(PlanNode node) {
        if (node instanceof GlobalWindowAggregateNode global) {
            return Optional.of(global.windowing());
        }
        if (node instanceof WindowAggregateNode aggregate) {
            return Optional.of(aggregate.windowing());
        }
        return node instanceof WindowTableFunctionNode function ? Optional.of(function.windowing()) : Optional.empty();
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        for (PlanNode node : plan.nodes()) {
            boolean isWindow = node instanceof GlobalWindowAggregateNode
                    || node instanceof WindowAggregateNode
                    || node instanceof GroupWindowAggregateNode;
            String name = node.info().name();
            Optional<String> ordered = OrderedState.of(node, keyedState(node), Explanation::words);
            if (ordered.isPresent()) {
                states.add("[" + node.id() + "] " + ordered.get());
            } else if (isWindow) {
                states.add(
                        "[" + node.id() + "] bounded: the keys of open windows, dropped when the watermark has passed");
            } else if (node instanceof LocalGroupAggregateNode) {
                states.add("[" + node.id() + "] bounded: the groups of one mini-batch");
            } else if (name.contains("group-aggregate")
                    || name.contains("join")
                    || name.contains("deduplicate")
                    || name.contains("changelog-normalize")) {
                states.add("[" + node.id() + "] " + keyedState(node));
            }
        }
        boolean hasSink = plan.nodes().stream().anyMatch(SinkNode.class::isInstance);
        if (states.isEmpty() && hasSink) {
            states.add("none");
        }
        return states;
    }

    /** How long the keys of a node without windows are kept: as the plan says for each of its states, or the job. */
    private String keyedState(PlanNode node) {
        List<StateDeclaration> declared = node.info().states();
        if (declared.isEmpty()) {
            String ttl = configuration.getOrDefault(STATE_TTL, "0");
            return ttl.startsWith("0")
                    ? UNBOUNDED
                    : "kept for " + ttl + " after the last change of a key (" + STATE_TTL + ")";
        }
        if (declared.stream().allMatch(state -> state.ttlMillis() == 0)) {
            return UNBOUNDED;
        }
        return declared.stream()
                .map(state -> (declared.size() > 1 ? state.name() + " " : "")
                        + (state.ttlMillis() == 0
                                ? "kept for ever"
                                : "kept for " + words(state.ttlMillis()) + " after the last change of a key"))
                .collect(Collectors.joining("; ", "", " (" + STATE_TTL + ", or the STATE_TTL hint)"));
    }

    /** The delay of a watermark of the form {@code column - INTERVAL}. */
    private static Optional<Long> delay(PlanExpression watermark) {
        if (watermark instanceof FunctionCall call
                && call.name().equals("-")
                && call.operands().size() == 2
                && call.operand(1) instanceof Literal literal
                && literal.value() instanceof Number millis) {
            return Optional.of(millis.longValue());
        }
        return Optional.empty();
    }

    private static String words(long millis) {
        Duration duration = Duration.ofMillis(millis);
        if (millis == 0 || millis % 1000 != 0) {
            return millis + " ms";
        }
        return duration.toString()
                .substring(2)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("([hms])(?=\\d)", "$1 ");
    }
}
