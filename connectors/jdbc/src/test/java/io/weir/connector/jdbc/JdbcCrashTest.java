package io.weir.connector.jdbc;

import static io.weir.connector.jdbc.JdbcFixture.ID;
import static io.weir.connector.jdbc.JdbcFixture.NO_KEY;
import static io.weir.connector.jdbc.JdbcFixture.row;
import static io.weir.connector.jdbc.JdbcFixture.run;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.PostgresServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/**
 * Epochs of two tables, one that grows and one that changes, with processes that die and connections that are lost at
 * any point: after each, the tables are what a model of them says.
 */
class JdbcCrashTest {
    private static final int ROUNDS = 100;
    private static final long SEED = 20260101;
    private static final int KEYS = 40;
    private static final int ACCOUNTS = 20;

    private final PostgresServer server = PostgresServer.shared();
    private final Random random = new Random(SEED);

    /** What can happen to an epoch. */
    private enum Fate {
        FINE,
        COMMITTED_TWICE,
        DIES_BEFORE_MANIFEST,
        DIES_BEFORE_COMMIT,
        DIES_BETWEEN_SINKS,
        LOSES_CONNECTIONS,
        DIES_AFTER_COMMIT
    }

    /** The two sinks of one process, two writers each. */
    private static final class Pipeline implements AutoCloseable {
        private static final Map<String, String> SMALL_MEMORY = Map.of(EpochOptions.MEMORY, "1 kb");

        final Sink log;
        final Sink state;
        final SinkWriter[] logWriters;
        final SinkWriter[] stateWriters;

        Pipeline(PostgresServer server, String pipeline, String log, String state, Manifest manifest) {
            EpochContext run = run(pipeline);
            this.log = JdbcFixture.sink(JdbcFixture.TYPE, server.options(log), NO_KEY, 2, SMALL_MEMORY, run);
            this.state = JdbcFixture.sink(JdbcFixture.TYPE, server.options(state), ID, 2, SMALL_MEMORY, run);
            this.log.recover(manifest.epoch(), manifest.log());
            this.state.recover(manifest.epoch(), manifest.state());
            logWriters = new SinkWriter[] {this.log.createWriter(0), this.log.createWriter(1)};
            stateWriters = new SinkWriter[] {this.state.createWriter(0), this.state.createWriter(1)};
        }

        /** Ends without having finished anything. */
        @Override
        public void close() {
            for (int i = 0; i < 2; i++) {
                logWriters[i].close();
                stateWriters[i].close();
            }
            log.close();
            state.close();
        }
    }

    private record Manifest(long epoch, List<byte[]> log, List<byte[]> state) {}

    @Test
    void afterAnyCrashTheTablesAreWhatTheModelSays() {
        String log = PostgresServer.newName("log");
        String state = PostgresServer.newName("state");
        server.execute(
                "CREATE TABLE " + log + " (id BIGINT, name TEXT)",
                "CREATE TABLE " + state + " (id BIGINT PRIMARY KEY, name TEXT)");
        List<String> expectedLog = new ArrayList<>();
        TreeMap<Long, String> expectedState = new TreeMap<>();
        Manifest manifest = new Manifest(0, List.of(), List.of());
        Pipeline running = new Pipeline(server, log, log, state, manifest);
        for (int round = 1; round <= ROUNDS; round++) {
            Fate fate = Fate.values()[random.nextInt(Fate.values().length)];
            String description = "seed " + SEED + ", round " + round + ", " + fate;
            List<String> newLog = new ArrayList<>(expectedLog);
            TreeMap<Long, String> newState = new TreeMap<>(expectedState);
            writeEpoch(running, round, newLog, newState);
            long epoch = manifest.epoch() + 1;
            Manifest next =
                    new Manifest(epoch, prepare(epoch, running.logWriters), prepare(epoch, running.stateWriters));
            if (fate != Fate.DIES_BEFORE_MANIFEST) {
                manifest = next;
                expectedLog = newLog;
                expectedState = newState;
            }
            boolean isDead = isDeadAfter(fate, running, next);
            if (isDead) {
                running.close();
                running = new Pipeline(server, log, log, state, manifest);
            }
            assertThat(server.query("SELECT id, name FROM " + log))
                    .as(description)
                    .containsExactlyInAnyOrderElementsOf(expectedLog);
            assertThat(server.query("SELECT id, name FROM " + state + " ORDER BY id"))
                    .as(description)
                    .containsExactlyElementsOf(expectedState.entrySet().stream()
                            .map(entry -> entry.getKey() + "," + entry.getValue())
                            .toList());
        }
        running.close();
    }

    private boolean isDeadAfter(Fate fate, Pipeline running, Manifest next) {
        switch (fate) {
            case DIES_BEFORE_MANIFEST, DIES_BEFORE_COMMIT -> {
                return true;
            }
            case DIES_BETWEEN_SINKS -> running.log.commit(next.epoch(), next.log());
            case LOSES_CONNECTIONS -> {
                Thread killer = new Thread(this::killConnections);
                killer.start();
                commit(running, next);
                join(killer);
            }
            default -> commit(running, next);
        }
        if (fate == Fate.COMMITTED_TWICE) {
            commit(running, next);
        }
        return fate == Fate.DIES_AFTER_COMMIT || fate == Fate.DIES_BETWEEN_SINKS;
    }

    private static void commit(Pipeline running, Manifest manifest) {
        running.log.commit(manifest.epoch(), manifest.log());
        running.state.commit(manifest.epoch(), manifest.state());
    }

    private void killConnections() {
        for (int i = 0; i < 3; i++) {
            server.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void writeEpoch(Pipeline running, int round, List<String> log, TreeMap<Long, String> state) {
        int rows = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(300);
        for (int i = 0; i < rows; i++) {
            String text = "round " + round + " row " + i;
            long id = round * 1000L + i;
            JdbcFixture.write(running.logWriters[random.nextInt(2)], row(id, text));
            log.add(id + "," + text);
            long key = random.nextInt(KEYS);
            // All changes of a key go to one writer.
            SinkWriter writer = running.stateWriters[(int) key % 2];
            if (random.nextInt(3) == 0) {
                JdbcFixture.write(writer, row(RowKind.DELETE, key, text));
                state.remove(key);
            } else {
                JdbcFixture.write(writer, row(RowKind.UPDATE_AFTER, key, text));
                state.put(key, text);
            }
        }
    }

    @Test
    void aReaderOfTwoTablesNeverSeesHalfOfAnEpoch() throws InterruptedException {
        // Given money that is moved between the accounts of two tables
        String left = PostgresServer.newName("left_accounts");
        String right = PostgresServer.newName("right_accounts");
        for (String table : new String[] {left, right}) {
            server.execute(
                    "CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, name TEXT)",
                    "INSERT INTO " + table + " SELECT i, '100' FROM generate_series(0, " + (ACCOUNTS - 1) + ") AS i");
        }
        String sum =
                "SELECT (SELECT SUM(name::bigint) FROM " + left + ") + (SELECT SUM(name::bigint) FROM " + right + ")";
        long[] balances = new long[2 * ACCOUNTS];
        Arrays.fill(balances, 100);
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        List<String> distinct = new ArrayList<>();
        Thread reader = new Thread(() -> {
            while (!isDone.get()) {
                String seen = server.query(sum).get(0);
                if (!seen.equals(Integer.toString(200 * ACCOUNTS))) {
                    wrong.set(seen);
                }
                distinct.add(seen);
            }
        });
        reader.start();
        EpochContext run = run(left);
        try (Sink first = JdbcFixture.sink(server.options(left), ID, run);
                Sink second = JdbcFixture.sink(server.options(right), ID, run)) {
            first.recover(0, List.of());
            second.recover(0, List.of());
            SinkWriter[] writers = {first.createWriter(0), second.createWriter(0)};
            for (int epoch = 1; epoch <= ROUNDS; epoch++) {
                for (int i = 0; i < 50; i++) {
                    int from = random.nextInt(2 * ACCOUNTS);
                    int to = random.nextInt(2 * ACCOUNTS);
                    int amount = random.nextInt(50);
                    balances[from] -= amount;
                    balances[to] += amount;
                    for (int account : new int[] {from, to}) {
                        GenericRowData row =
                                row(RowKind.UPDATE_AFTER, (long) account % ACCOUNTS, "" + balances[account]);
                        JdbcFixture.write(writers[account / ACCOUNTS], row);
                    }
                }
                List<byte[]> preparedFirst = prepare(epoch, writers[0]);
                List<byte[]> preparedSecond = prepare(epoch, writers[1]);
                first.commit(epoch, preparedFirst);
                second.commit(epoch, preparedSecond);
            }
            writers[0].close();
            writers[1].close();
        }
        isDone.set(true);
        reader.join();

        // Then nobody has ever seen another sum, and the accounts are right in the end
        assertThat(wrong.get()).isEmpty();
        assertThat(distinct).hasSizeGreaterThan(10);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2 * ACCOUNTS; i++) {
            expected.add(i % ACCOUNTS + "," + balances[i]);
        }
        List<String> accounts = new ArrayList<>(server.query("SELECT id, name FROM " + left + " ORDER BY id"));
        accounts.addAll(server.query("SELECT id, name FROM " + right + " ORDER BY id"));
        assertThat(accounts).isEqualTo(expected);
    }
}
