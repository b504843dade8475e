package io.weir.connector.jdbc;

import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkCalls;
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
final class JdbcFixture {
    /** The columns of most tables: a number and a text. */
    static final RowType TYPE = RowType.of(
            new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)}, new String[] {"id", "name"});

    static final int[] NO_KEY = {};
    static final int[] ID = {0};

    private JdbcFixture() {}

    /** A run's context; each object is a run of its own. */
    static EpochContext run(String pipeline) {
        return new EpochContext(pipeline, Delivery.EXACTLY_ONCE, true);
    }

    static Sink sink(Map<String, String> options, int[] key, EpochContext epochs) {
        return sink(TYPE, options, key, 1, Map.of(), epochs);
    }

    static Sink sink(
            RowType type,
            Map<String, String> options,
            int[] key,
            int parallelism,
            Map<String, String> configuration,
            EpochContext epochs) {
        return new JdbcSinkFactory().create(Requests.sink(type, options, key, parallelism, configuration, epochs));
    }

    static GenericRowData row(long id, String name) {
        return SinkCalls.row(RowKind.INSERT, id, name);
    }

    static void write(SinkWriter writer, RowData... rows) {
        SinkCalls.write(writer, SinkCalls.batch(TYPE, List.of(rows)));
    }

    static boolean isAddition(RowData row) {
        return RowKinds.isAddition(row.getRowKind().toByteValue());
    }
}
