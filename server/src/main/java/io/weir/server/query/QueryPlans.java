package io.weir.server.query;

import io.weir.engine.pipeline.NodeSupport;
import io.weir.flink.PlannedStatement;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.node.PlanInput;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.table.PlanTable;
import io.weir.server.pipeline.ServedPipeline;
import io.weir.server.pipeline.SqlSpans;
import io.weir.server.query.QueryAnswers.Column;
import io.weir.server.query.QueryAnswers.Job;
import io.weir.server.query.QueryAnswers.Node;
import io.weir.server.query.QueryAnswers.Plan;
import io.weir.server.query.QueryAnswers.Table;
import io.weir.server.query.QueryAnswers.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Tells of plans and tables as the API does. */
final class QueryPlans {
    /** The plans of a script. */
    Plan of(List<PlannedStatement.Job> jobs, String sql, Function<PlannedStatement.Job, List<NodeSupport>> support) {
        List<Job> all = new ArrayList<>();
        for (PlannedStatement.Job job : jobs) {
            SqlSpans spans = SqlSpans.of(sql, job.line());
            List<Node> nodes = job.hasPlan()
                    ? support.apply(job).stream()
                            .map(node -> node(node.node(), node.obstacle(), spans))
                            .toList()
                    : List.of();
            all.add(new Job(all.size() + 1, job.line(), job.sql(), nodes));
        }
        return new Plan(all);
    }

    /** The plan of a query that runs natively. */
    List<Node> nodes(PlannedStatement.Job job, String sql) {
        SqlSpans spans = SqlSpans.of(sql, job.line());
        return CompiledPlanReader.read(job.planJson()).nodes().stream()
                .map(node -> node(node, Optional.empty(), spans))
                .toList();
    }

    private static Node node(PlanNode node, Optional<String> obstacle, SqlSpans spans) {
        Optional<SqlSpans.Span> span = spans.find(node);
        return new Node(
                node.id(),
                node.type(),
                node.description(),
                node.inputs().stream().map(PlanInput::nodeId).toList(),
                span.map(SqlSpans.Span::from).orElse(null),
                span.map(SqlSpans.Span::to).orElse(null),
                obstacle.isEmpty(),
                obstacle.orElse(null));
    }

    /** The columns of a query's rows. */
    List<Column> columns(PlannedStatement.SelectJob job) {
        return job.columns().stream()
                .map(column -> new Column(column.name(), column.type().asSummaryString(), false))
                .toList();
    }

    /** All tables that pipelines read or write; of a name, the first. */
    Tables tables(List<ServedPipeline> pipelines) {
        Map<String, Table> tables = new TreeMap<>();
        for (ServedPipeline pipeline : pipelines) {
            pipeline.jobs()
                    .forEach(job -> job.plan()
                            .ifPresent(plan -> plan.nodes().forEach(node -> {
                                if (node instanceof TableSourceScanNode scan) {
                                    add(pipeline, scan.table(), tables);
                                } else if (node instanceof SinkNode sink
                                        && sink.table().connector().equals("view")) {
                                    add(pipeline, sink.table(), tables);
                                }
                            })));
        }
        return new Tables(List.copyOf(tables.values()));
    }

    private static void add(ServedPipeline pipeline, PlanTable table, Map<String, Table> tables) {
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(
                        column.name(),
                        column.type().asSummaryString(),
                        table.primaryKey().contains(column.name())))
                .toList();
        tables.putIfAbsent(table.name(), new Table(table.name(), pipeline.name(), table.connector(), columns));
    }
}
