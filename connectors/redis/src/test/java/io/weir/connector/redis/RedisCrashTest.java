package io.weir.connector.redis;

import static io.weir.connector.redis.RedisFixture.ID;
import static io.weir.connector.redis.RedisFixture.NO_KEY;
import static io.weir.connector.redis.RedisFixture.options;
import static io.weir.connector.redis.RedisFixture.row;
import static io.weir.connector.redis.RedisFixture.run;
import static io.weir.testing.kit.SinkCalls.prepare;
import static io.weir.testing.kit.SinkCalls.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/**
 * Epochs of a list that grows and of a hash of counts, with processes that die and connections and servers that are
 * lost at any point: after each run the list has every row once, and the counts are those of a model.
 */
class RedisCrashTest {
    private static final int ROUNDS = 60;
    private static final long SEED = 20260101;
    private static final int KEYS = 5;

    private final Random random = new Random(SEED);
    private final String prefix = RedisServer.newName("crash");

    /** The rows that were ever written, decided or not: a replay brings them again. */
    private int rowsWritten;

    /** What is decided: the newest epoch, what its writer of the list has prepared, and the number of rows up to it. */
    private record Manifest(long epoch, List<byte[]> prepared, int rows) {}

    /** What can happen to an epoch. */
    private enum Fate {
        FINE,
        COMMITTED_TWICE,
        DIES_BEFORE_MANIFEST,
        DIES_BEFORE_COMMIT,
        DIES_AFTER_COMMIT,
        LOSES_CONNECTIONS,
        LOSES_SERVER
    }

    @Test
    void everyRowIsThereOnceAndEveryCountIsRight() {
        try (RedisServer server = RedisServer.create("")) {
            Manifest manifest = new Manifest(0, List.of(), 0);
            for (int round = 0; round < ROUNDS; ) {
                try (Pipeline pipeline = new Pipeline(server, prefix, manifest)) {
                    Fate fate = Fate.FINE;
                    while (!fate.name().startsWith("DIES") && round < ROUNDS) {
                        fate = Fate.values()[random.nextInt(Fate.values().length)];
                        manifest = epoch(server, manifest, manifest.rows() + random.nextInt(20), fate, pipeline);
                        round++;
                    }
                }
            }
            try (Pipeline pipeline = new Pipeline(server, prefix, manifest)) {
                manifest = epoch(server, manifest, rowsWritten, Fate.FINE, pipeline);
            }
            check(server, manifest.rows());
        }
    }

    /** One process: a sink of a list, one of a hash, and what it goes on from. */
    private static final class Pipeline implements AutoCloseable {
        final Sink list;
        final Sink hash;
        final SinkWriter listWriter;
        final SinkWriter hashWriter;
        final long[] counts;

        Pipeline(RedisServer server, String prefix, Manifest manifest) {
            EpochContext run = run(prefix);
            list = RedisFixture.sink(options(server, prefix + "-log", "data-type", "list"), NO_KEY, run);
            hash = RedisFixture.sink(options(server, prefix), ID, run);
            list.recover(manifest.epoch(), manifest.prepared());
            hash.recover(manifest.epoch(), List.of());
            listWriter = list.createWriter(0);
            hashWriter = hash.createWriter(0);
            counts = counts(manifest.rows());
        }

        /** Ends without having finished anything. */
        @Override
        public void close() {
            listWriter.close();
            hashWriter.close();
            list.close();
            hash.close();
        }
    }

    private static int keyOf(int row) {
        return row * 7 % KEYS;
    }

    /** How many of the first rows each key has. */
    private static long[] counts(int rows) {
        long[] counts = new long[KEYS];
        for (int row = 0; row < rows; row++) {
            counts[keyOf(row)]++;
        }
        return counts;
    }

    private Manifest epoch(RedisServer server, Manifest before, int end, Fate fate, Pipeline pipeline) {
        for (int row = before.rows(); row < end; row++) {
            int key = keyOf(row);
            pipeline.counts[key]++;
            RedisFixture.write(pipeline.listWriter, row(0, "row " + row));
            RedisFixture.write(
                    pipeline.hashWriter, row(RowKind.UPDATE_AFTER, (long) key, "count " + pipeline.counts[key]));
        }
        rowsWritten = Math.max(rowsWritten, end);
        if (fate == Fate.LOSES_CONNECTIONS) {
            server.command("CLIENT", "KILL", "TYPE", "normal");
        } else if (fate == Fate.LOSES_SERVER) {
            server.kill();
            server.start();
        }
        long number = before.epoch() + 1;
        List<byte[]> prepared = prepare(number, pipeline.listWriter);
        assertThat(prepare(number, pipeline.hashWriter)).isEmpty();
        if (fate == Fate.DIES_BEFORE_MANIFEST) {
            return before;
        }
        if (fate != Fate.DIES_BEFORE_COMMIT) {
            pipeline.list.commit(number, prepared);
            if (fate == Fate.COMMITTED_TWICE) {
                pipeline.list.commit(number, prepared);
            }
        }
        return new Manifest(number, prepared, end);
    }

    private void check(RedisServer server, int rows) {
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            expected.add("row " + row);
        }
        assertThat(server.list("LRANGE", prefix + "-log:0", "0", "-1"))
                .as("seed " + SEED)
                .isEqualTo(expected);
        long[] counts = counts(rows);
        for (int key = 0; key < KEYS; key++) {
            assertThat(server.command("HGET", prefix + ":" + key, "name"))
                    .as("seed %d, key %d", SEED, key)
                    .isEqualTo("count " + counts[key]);
        }
    }
}
