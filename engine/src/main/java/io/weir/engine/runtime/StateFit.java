package io.weir.engine.runtime;

import io.weir.engine.epoch.Manifest;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.TransactionalSink;
import io.weir.engine.state.StateTable;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the operators of a plan can go on with the state of an epoch: compared node by node before anything runs. An
 * operator whose description is what it was fits; of another, each table's schema must begin with that of the snapshot.
 */
final class StateFit {
    private final JobGraph graph;
    private final Manifest manifest;

    StateFit(JobGraph graph, Manifest manifest) {
        this.graph = graph;
        this.manifest = manifest;
    }

    /**
     * Checks all.
     *
     * @param mayLeaveState whether state may be left behind whose operator is not in the plan any more
     * @throws WeirException with all that does not fit
     */
    void check(boolean mayLeaveState) {
        List<String> misfits = new ArrayList<>();
        for (Manifest.OperatorState state : manifest.operators()) {
            if (!state.tables().isEmpty()) {
                misfit(state, mayLeaveState).ifPresent(misfits::add);
            }
        }
        for (Manifest.SourceState state : manifest.sources()) {
            if (!graph.sources().containsKey(state.id()) && !mayLeaveState) {
                misfits.add(state.id() + ": the plan has no such source any more; its positions would be left behind");
            }
        }
        if (!misfits.isEmpty()) {
            throw new WeirException(
                    ErrorCode.STATE_MISFIT,
                    "The plan does not fit the state of epoch " + manifest.epoch() + ":\n  "
                            + String.join("\n  ", misfits),
                    "pipeline " + manifest.pipeline(),
                    "Undo the change of the query; or leave state behind whose operator is gone, with"
                            + " --allow-non-restored-state; or begin anew with another --state, or after"
                            + " './weir state drop'",
                    null);
        }
    }

    private Optional<String> misfit(Manifest.OperatorState state, boolean mayLeaveState) {
        Optional<String> now = graph.description(state.id());
        if (now.isEmpty()) {
            return mayLeaveState
                    ? Optional.empty()
                    : Optional.of(
                            state.id() + ": the plan has no such operator any more\n    was " + state.description());
        }
        if (now.get().equals(state.description())) {
            return Optional.empty();
        }
        String tables = differentTables(state);
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        state.id() + ": " + tables + "\n    was " + state.description() + "\n    is  " + now.get());
    }

    private String differentTables(Manifest.OperatorState state) {
        Optional<Operator> probe = graph.probe(state.id());
        if (probe.isEmpty() || probe.get() instanceof TransactionalSink) {
            return "";
        }
        try (Operator operator = probe.get()) {
            operator.open(new ProbeContext());
            Set<String> different = new LinkedHashSet<>();
            for (Manifest.TableState saved : state.tables()) {
                String schema = schema(operator, saved.name());
                if (!schema.startsWith(saved.schema())) {
                    different.add("table " + saved.name() + " held " + saved.schema() + ", now " + schema);
                }
            }
            return String.join("; ", different);
        } catch (WeirException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String schema(Operator operator, String table) {
        try {
            StateTable found = operator.restoredTable(table);
            return found.schema();
        } catch (IllegalArgumentException e) {
            return "nothing of that name";
        }
    }
}
