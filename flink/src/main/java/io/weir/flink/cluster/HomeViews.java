package io.weir.flink.cluster;

import io.weir.flink.PlannedStatement;
import io.weir.flink.TableOverrides;
import io.weir.flink.ViewTarget;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.table.PlanTable;
import io.weir.plan.table.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The script that shows views at home whose rows a cluster computes: it reads the topics that took their place, and
 * keeps the views as the file itself would.
 */
public final class HomeViews {
    private HomeViews() {}

    /**
     * Writes the script.
     *
     * @param jobs of the file as it stands, with its views
     * @param configuration the options of tables that were given for the cluster
     * @param file what the script names as its origin
     */
    public static String script(
            List<PlannedStatement.Job> jobs, ViewTarget target, Map<String, String> configuration, String file) {
        if (!target.kind().equals("kafka")) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "A database is asked itself; only topics can be shown as views",
                    "--home",
                    "Leave it out, or give --views kafka://HOST:PORT",
                    null);
        }
        StringBuilder script = new StringBuilder("-- The views of " + file + ", computed on a Flink cluster.\n");
        for (PlannedStatement.Job job : jobs) {
            for (PlanNode node : CompiledPlanReader.read(job.planJson()).nodes()) {
                if (node instanceof SinkNode sink && sink.table().connector().equals("view")) {
                    append(script, sink.table(), target, configuration);
                }
            }
        }
        return script.toString();
    }

    private static void append(
            StringBuilder script, PlanTable view, ViewTarget target, Map<String, String> configuration) {
        String name = view.name();
        String topic = name + "_topic";
        boolean hasKey = !view.primaryKey().isEmpty();
        Map<String, String> read = new LinkedHashMap<>(target.read(name, hasKey, view.options()));
        String start = TableOverrides.PREFIX + name + ".";
        // What was said of the topic there holds here too, but for how it is written.
        configuration.forEach((key, value) -> {
            if (key.startsWith(start) && !key.startsWith(start + "sink.")) {
                read.put(key.substring(start.length()), value);
            }
        });
        table(script, topic, view, read);
        table(script, name, view, view.options());
        script.append("\nINSERT INTO ")
                .append(quoted(name))
                .append(" SELECT * FROM ")
                .append(quoted(topic))
                .append(";\n");
    }

    private static void table(StringBuilder script, String name, PlanTable view, Map<String, String> options) {
        List<String> lines = new ArrayList<>();
        for (TableColumn column : view.columns()) {
            if (column instanceof TableColumn.PhysicalColumn physical) {
                lines.add(quoted(physical.name()) + " " + physical.type().asSerializableString());
            }
        }
        if (!view.primaryKey().isEmpty()) {
            lines.add("PRIMARY KEY ("
                    + String.join(
                            ", ",
                            view.primaryKey().stream().map(HomeViews::quoted).toList())
                    + ") NOT ENFORCED");
        }
        List<String> with = new ArrayList<>();
        options.forEach((key, value) -> with.add(text(key) + " = " + text(value)));
        script.append("\nCREATE TABLE ")
                .append(quoted(name))
                .append(" (\n  ")
                .append(String.join(",\n  ", lines))
                .append("\n) WITH (\n  ")
                .append(String.join(",\n  ", with))
                .append("\n);\n");
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
