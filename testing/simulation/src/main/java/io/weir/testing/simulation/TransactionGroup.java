package io.weir.testing.simulation;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of all sinks of a process that write to the broker: one for each epoch, under two ids in turn, as
 * the rows of an epoch are written while the one before is committed. The marker in the transaction says which epoch it
 * was.
 */
final class TransactionGroup {
    private static final String GROUP = "pipeline";

    private final World world;
    private final SimulatedProcess process;
    private final long[] producers = new long[2];
    private final Broker.@Nullable Transaction[] open = new Broker.Transaction[2];
    private long committedEpoch;
    /** The turn whose transaction is committed next. */
    private int turn;

    TransactionGroup(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    private static String id(int slot) {
        return GROUP + "-" + slot;
    }

    /** Fences off others; false if the epoch was not committed. */
    boolean recover(long epoch) throws Fault {
        for (int slot = 0; slot < 2; slot++) {
            int each = slot;
            process.attempt(
                    "inits " + id(slot), () -> producers[each] = world.broker().initTransactions(id(each)));
            open[slot] = null;
        }
        turn = 0;
        long marker = world.broker().marker(GROUP);
        if (marker > epoch && world.mutation() != Mutation.MARKER_FORGOTTEN) {
            throw new WeirException(
                    ErrorCode.STATE_MISFIT, "epoch " + marker + " is committed already, not " + epoch, GROUP, "", null);
        }
        committedEpoch = epoch;
        return marker == epoch && (epoch == 0 || world.mutation() != Mutation.MARKER_FORGOTTEN);
    }

    void send(int ofTurn, String topic, List<String> rows) throws Fault {
        process.attempt(
                "sends " + rows.size() + " to " + topic,
                () -> world.broker().send(transaction(ofTurn % 2), topic, rows));
    }

    private Broker.Transaction transaction(int slot) throws Fault {
        Broker.Transaction transaction = open[slot];
        if (transaction == null) {
            transaction = world.broker().begin(id(slot), producers[slot]);
            open[slot] = transaction;
        }
        return transaction;
    }

    void commit(long epoch) throws Fault {
        if (epoch <= committedEpoch) {
            return;
        }
        int slot = turn % 2;
        process.attempt("commits " + epoch + " as " + id(slot), () -> {
            if (world.broker().commit(transaction(slot), GROUP, epoch)) {
                world.onVisible(process, GROUP, epoch);
            }
        });
        open[slot] = null;
        turn++;
        committedEpoch = epoch;
    }
}
