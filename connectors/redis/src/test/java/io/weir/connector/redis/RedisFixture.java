package io.weir.connector.redis;

import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
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
        return new RedisSinkFactory().create(Requests.sink(type, options, key, parallelism, Map.of(), epochs));
    }

    static GenericRowData row(long id, String name) {
        return SinkCalls.row(RowKind.INSERT, id, name);
    }

    static void write(SinkWriter writer, RowData... rows) {
        write(writer, TYPE, rows);
    }

    static void write(SinkWriter writer, RowType type, RowData... rows) {
        SinkCalls.write(writer, SinkCalls.batch(type, List.of(rows)));
    }

    /** Writes rows of a type at least once, and waits until they are there. */
    static void writeAll(RowType type, Map<String, String> options, int[] key, RowData... rows) {
        try (Sink sink = sink(type, options, key, 1, AT_LEAST_ONCE);
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, type, rows);
            writer.finish();
        }
    }
}
