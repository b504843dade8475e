package io.weir.cli.cluster;

import io.weir.flink.PlannedStatement;
import io.weir.flink.TableOverrides;
import io.weir.flink.ViewTarget;
import io.weir.flink.cluster.TravelJars;
import io.weir.plan.CompiledPlan;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.table.PlanTable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is different about the tables of a file where it is sent: addresses, and what takes the place of views. */
public final class TableOption {
    @Option(
            names = "--table",
            paramLabel = "TABLE.OPTION=VALUE",
            description =
                    "An option of a table that differs there, such as clicks.topic=clicks2; '*.OPTION=VALUE' is for"
                            + " every table that has the option. May be repeated.")
    private Map<String, String> tables = new TreeMap<>();

    @Option(
            names = "--views",
            paramLabel = "PLACE",
            description =
                    "What takes the place of views, which a cluster has not: kafka://HOST:PORT[/PREFIX] for topics"
                            + " of their names, or jdbc:… for tables of a database.")
    private @Nullable String views;

    /** What takes the place of views. */
    public Optional<ViewTarget> views() {
        return Optional.ofNullable(views).map(ViewTarget::of);
    }

    /** The same as options of the configuration. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>();
        tables.forEach((key, value) -> {
            if (key.indexOf('.') < 1) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "'" + key + "' names no option of a table",
                        "--table",
                        "Write TABLE.OPTION=VALUE, such as clicks.topic=clicks2",
                        null);
            }
            configuration.put(TableOverrides.PREFIX + key, value);
        });
        views().ifPresent(target -> configuration.put(TableOverrides.VIEWS, String.valueOf(views)));
        return configuration;
    }

    /**
     * Sees that every table that was named is there.
     *
     * @throws WeirException if one is in none of the jobs
     */
    public void check(List<PlannedStatement.Job> jobs) {
        Set<String> known = new HashSet<>(Set.of("*"));
        for (PlannedStatement.Job job : jobs) {
            Optional<CompiledPlan> plan = job.plan();
            if (plan.isEmpty()) {
                // That it cannot go to a cluster at all is said better than which tables it has.
                return;
            }
            for (PlanTable table : TravelJars.tables(plan.get())) {
                known.add(table.name());
            }
        }
        for (String key : tables.keySet()) {
            if (known.stream().noneMatch(table -> key.startsWith(table + "."))) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "No job of the file uses the table of '" + key + "'",
                        "--table",
                        "Write TABLE.OPTION=VALUE; '*.OPTION=VALUE' is for every table that has the option",
                        null);
            }
        }
    }
}
