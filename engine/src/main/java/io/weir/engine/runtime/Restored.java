package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.epoch.EpochStore;
import io.weir.engine.epoch.Manifest;
import io.weir.engine.operator.Operator;
import io.weir.engine.operator.TransactionalSink;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateTable;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Optional;

/**
 * The epoch from which a run goes on.
 *
 * @param manifest what it is made of
 * @param store where its tables are read
 */
record Restored(Manifest manifest, EpochStore store) {

    /**
     * What an operator instance reads.
     *
     * @param state the operator's state
     * @param instance the instance that reads
     * @param parallelism how many instances there are now
     */
    record OperatorTables(Manifest.OperatorState state, int instance, int parallelism) {
        /** True if each instance reads just what it wrote, and goes on with the same chunks. */
        boolean isSame() {
            return state.parallelism() == parallelism;
        }

        /** The instance's watermark, or the least of all. */
        long watermark() {
            return isSame()
                    ? state.watermarks().get(instance)
                    : state.watermarks().stream()
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(Batch.NO_WATERMARK);
        }

        List<Manifest.TableState> tables() {
            return state.tables().stream()
                    .filter(table -> !isSame() || table.instance() == instance)
                    .toList();
        }

        EpochStore.KeyGroupFilter wanted() {
            if (isSame()) {
                return new EpochStore.KeyGroupFilter(0, KeyGroups.COUNT, true);
            }
            return new EpochStore.KeyGroupFilter(first(instance), first(instance + 1), true);
        }

        /** The first key group that an instance owns. */
        private int first(int of) {
            return (of * KeyGroups.COUNT + parallelism - 1) / parallelism;
        }
    }

    Optional<OperatorTables> operator(String id, int instance, int parallelism) {
        return manifest.operator(id).map(state -> new OperatorTables(state, instance, parallelism));
    }

    /**
     * Reads the tables of an instance. Entries of an instance that stays what it was count as saved; those that come
     * together anew count as changed, for they are written as a whole with the next epoch.
     */
    void read(OperatorTables from, Operator operator) {
        for (Manifest.TableState saved : from.tables()) {
            StateTable table = operator.restoredTable(saved.name());
            // Of all other operators this is known before anything is opened.
            if (operator instanceof TransactionalSink && !table.schema().startsWith(saved.schema())) {
                throw misfit(from.state(), saved, table);
            }
            if (from.isSame()) {
                table.startTracking();
            }
            table.expect(from.isSame() ? saved.entries() : saved.entries() / from.parallelism());
            store.read(saved.chunks(), from.wanted(), table::readSoon);
            table.endRead();
        }
        operator.stateTables().forEach(StateTable::startTracking);
    }

    private WeirException misfit(Manifest.OperatorState state, Manifest.TableState saved, StateTable table) {
        return new WeirException(
                ErrorCode.STATE_MISFIT,
                "The sink does not fit the state of epoch " + manifest.epoch() + ": " + saved.name() + " held "
                        + saved.schema() + ", now " + table.schema(),
                "pipeline " + manifest.pipeline() + ", " + state.description(),
                "Give the table the columns and the key that it had, or begin anew with another --state, or after"
                        + " './weir state drop'",
                null);
    }
}
