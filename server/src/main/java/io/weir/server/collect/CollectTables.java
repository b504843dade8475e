package io.weir.server.collect;

import io.weir.plan.CompiledPlan;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.server.pipeline.PipelineState;
import io.weir.server.pipeline.Pipelines;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The tables that the pipelines which are served read, and events can be sent to, by name. */
public final class CollectTables {
    /**
     * A job of a pipeline that is served.
     *
     * @param configuration what its sources are made with
     */
    public record Job(CompiledPlan plan, Map<String, String> configuration) {}

    private record Known(List<Job> jobs, Map<String, CollectTable> tables) {}

    private final Supplier<List<Job>> jobs;
    private final BooleanSupplier areMoreComing;
    private volatile Known known = new Known(List.of(), Map.of());

    /**
     * Makes them.
     *
     * @param jobs asked at each request; the plans of jobs that have not changed are the same objects
     * @param areMoreComing whether there are pipelines whose jobs are not known yet
     */
    CollectTables(Supplier<List<Job>> jobs, BooleanSupplier areMoreComing) {
        this.jobs = jobs;
        this.areMoreComing = areMoreComing;
    }

    /** Whether a table may still be added, or columns of one that is there. */
    boolean areMoreComing() {
        return areMoreComing.getAsBoolean();
    }

    static CollectTables of(Pipelines pipelines) {
        return new CollectTables(
                () -> pipelines.all().stream()
                        .flatMap(pipeline -> pipeline.jobs().stream())
                        .flatMap(job -> job.plan().stream()
                                .map(plan -> new Job(plan, job.planned().configuration())))
                        .toList(),
                () -> pipelines.all().stream()
                        .anyMatch(pipeline -> pipeline.state() == PipelineState.STARTING
                                && pipeline.jobs().isEmpty()));
    }

    static CollectTables of(BooleanSupplier areMoreComing, CollectTable... tables) {
        CollectTables made = new CollectTables(List::of, areMoreComing);
        Map<String, CollectTable> byName = new TreeMap<>();
        for (CollectTable table : tables) {
            byName.put(table.name(), table);
        }
        made.known = new Known(List.of(), byName);
        return made;
    }

    Optional<CollectTable> find(String name) {
        return Optional.ofNullable(tables().get(name));
    }

    Collection<CollectTable> all() {
        return tables().values();
    }

    Collection<String> names() {
        return tables().keySet();
    }

    private Map<String, CollectTable> tables() {
        List<Job> now = jobs.get();
        Known before = known;
        if (isSame(now, before.jobs)) {
            return before.tables;
        }
        Map<String, CollectTable> tables = new TreeMap<>();
        for (Job job : now) {
            job.plan().nodes().stream()
                    .filter(TableSourceScanNode.class::isInstance)
                    .map(TableSourceScanNode.class::cast)
                    .map(TableSourceScanNode::table)
                    .filter(CollectTable::isCollected)
                    .map(table -> CollectTable.of(table, job.configuration()))
                    .forEach(table -> tables.merge(table.name(), table, CollectTable::with));
        }
        known = new Known(now, tables);
        return tables;
    }

    @SuppressWarnings("ReferenceEquality") // Plans are large, and compared at each request.
    private static boolean isSame(List<Job> now, List<Job> before) {
        if (now.size() != before.size()) {
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).plan() != before.get(i).plan()) {
                return false;
            }
        }
        return true;
    }
}
