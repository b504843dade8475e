package io.weir.testing.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message broker with transactions: each transactional id has one producer at a time, the newest, and at most one
 * open transaction; a reader that reads committed rows sees all of a transaction or nothing. The marker of a group is
 * committed with the transaction that sets it.
 */
final class Broker {
    private final boolean isFencing;
    private final Map<String, Long> producerEpochs = new HashMap<>();
    private final Map<String, Transaction> open = new LinkedHashMap<>();
    private final Map<String, List<String>> committed = new HashMap<>();
    private final Map<String, Long> markers = new HashMap<>();

    /** @param isFencing whether only the newest producer of an id may do anything */
    Broker(boolean isFencing) {
        this.isFencing = isFencing;
    }

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** A transaction; the producer's handle. */
    static final class Transaction {
        private final String id;
        private final long producerEpoch;
        private final Map<String, List<String>> rows = new HashMap<>();
        private State state = State.OPEN;

        private Transaction(String id, long producerEpoch) {
            this.id = id;
            this.producerEpoch = producerEpoch;
        }
    }

    /** A new producer takes over an id: others are fenced off, and what they have open is aborted. */
    long initTransactions(String id) {
        long epoch = producerEpochs.merge(id, 1L, Long::sum);
        if (isFencing) {
            abort(id);
        }
        return epoch;
    }

    Transaction begin(String id, long producerEpoch) throws Fault {
        checkProducer(id, producerEpoch);
        if (isFencing && open.containsKey(id)) {
            throw new IllegalStateException("a transaction of " + id + " is open already");
        }
        Transaction transaction = new Transaction(id, producerEpoch);
        open.put(id, transaction);
        return transaction;
    }

    void send(Transaction transaction, String topic, List<String> rows) throws Fault {
        checkOpen(transaction);
        transaction.rows.computeIfAbsent(topic, name -> new ArrayList<>()).addAll(rows);
    }

    /** Makes all rows and the marker visible; true if that has happened now, false if it had before. */
    boolean commit(Transaction transaction, String group, long marker) throws Fault {
        checkProducer(transaction.id, transaction.producerEpoch);
        if (transaction.state == State.COMMITTED) {
            return false;
        }
        checkOpen(transaction);
        transaction.state = State.COMMITTED;
        open.remove(transaction.id);
        transaction.rows.forEach((topic, rows) ->
                committed.computeIfAbsent(topic, name -> new ArrayList<>()).addAll(rows));
        markers.put(group, marker);
        return true;
    }

    private void checkOpen(Transaction transaction) throws Fault {
        checkProducer(transaction.id, transaction.producerEpoch);
        if (transaction.state != State.OPEN) {
            throw new Fault("the transaction of " + transaction.id + " is " + transaction.state);
        }
    }

    private void checkProducer(String id, long producerEpoch) throws Fault {
        if (isFencing && producerEpochs.getOrDefault(id, 0L) != producerEpoch) {
            throw new Fault("the producer of " + id + " is fenced off");
        }
    }

    /** The broker gives up a transaction, as it does with those that take too long. */
    void abort(String id) {
        Transaction transaction = open.remove(id);
        if (transaction != null) {
            transaction.state = State.ABORTED;
        }
    }

    /** The ids of open transactions. */
    List<String> open() {
        return List.copyOf(open.keySet());
    }

    long marker(String group) {
        return markers.getOrDefault(group, 0L);
    }

    /** What a reader of committed rows sees. */
    List<String> rows(String topic) {
        return committed.getOrDefault(topic, List.of());
    }
}
