package io.weir.connector.redis;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;

/** Rows, sinks and what the engine does with them, for tests. */
final class RedisFixture {
    static final VarCharType TEXT = new VarCharType(VarCharType.MAX_LENGTH);

    /** The columns of most tables: a number and a text. */
    static final RowType TYPE = RowType.of(new LogicalType[] {new BigIntType(), TEXT}, new String[] {"id", "name"});

    static final int[] NO_KEY = {};
    static final int[] ID = {0};
    static final EpochContext AT_LEAST_ONCE = new EpochContext("p", Delivery.AT_LEAST_ONCE, true);

    private static final long LIMIT_SECONDS = 60;

    private RedisFixture() {}

    /** A run's context; each object is a run of its own. */
    static EpochContext run(String pipeline) {
        return new EpochContext(pipeline, Delivery.EXACTLY_ONCE, true);
    }

    /** The options of a table, with more of them as names and values. */
    static Map<String, String> options(RedisServer server, String prefix, String... more) {
        Map<String, String> options = new HashMap<>(server.options(prefix));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return options;
    }

    static Sink sink(Map<String, String> options, int[] key, EpochContext epochs) {
        return sink(TYPE, options, key, 1, epochs);
    }

    static Sink sink(RowType type, Map<String, String> options, int[] key, int parallelism, EpochContext epochs) {
        return new RedisSinkFactory()
                .create(new SinkRequest(
                        Requests.TABLE,
                        options,
                        type,
                        List.of(),
                        key,
                        List.of(),
                        key.length == 0,
                        parallelism,
                        Map.of(),
                        ZoneOffset.UTC,
                        Clock.SYSTEM,
                        name -> {
                            throw new IllegalStateException("a format is asked for");
                        },
                        false,
                        Map.of(),
                        () -> false,
                        epochs));
    }

    static GenericRowData row(RowKind kind, Object... values) {
        GenericRowData row = GenericRowData.ofKind(kind, values);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text) {
                row.setField(i, StringData.fromString(text));
            }
        }
        return row;
    }

    static GenericRowData row(long id, String name) {
        return row(RowKind.INSERT, id, name);
    }

    static Batch batch(RowType type, List<? extends RowData> rows) {
        Batch batch = Columns.batch(type, rows.size());
        RowDataAppender appender = new RowDataAppender(type);
        for (RowData row : rows) {
            appender.append(row, batch);
        }
        return batch;
    }

    static void write(SinkWriter writer, RowData... rows) {
        write(writer, TYPE, rows);
    }

    static void write(SinkWriter writer, RowType type, RowData... rows) {
        Batch batch = batch(type, List.of(rows));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!writer.write(batch)) {
            checkTime(end);
        }
    }

    /** Writes rows of a type at least once, and waits until they are there. */
    static void writeAll(RowType type, Map<String, String> options, int[] key, RowData... rows) {
        try (Sink sink = sink(type, options, key, 1, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, type, rows);
            writer.finish();
        }
    }

    /** Ends an epoch of some writers, as the engine does. */
    static List<byte[]> prepare(long epoch, SinkWriter... writers) {
        List<byte[]> prepared = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        for (SinkWriter writer : writers) {
            Optional<byte[]> bytes = writer.prepare(epoch);
            while (bytes.isEmpty()) {
                checkTime(end);
                bytes = writer.prepare(epoch);
            }
            if (bytes.get().length > 0) {
                prepared.add(bytes.get());
            }
        }
        return prepared;
    }

    private static void checkTime(long end) {
        if (System.nanoTime() > end) {
            throw new AssertionError("nothing happened within " + LIMIT_SECONDS + " s");
        }
        Thread.onSpinWait();
    }
}
