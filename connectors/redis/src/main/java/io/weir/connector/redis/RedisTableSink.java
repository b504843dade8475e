package io.weir.connector.redis;

import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;

/** A Redis table that Flink writes: with a key idempotent, lists at least once. */
final class RedisTableSink implements DynamicTableSink {
    private final RedisTable table;
    private final boolean isKeyed;
    /** 0 for that of the query. */
    private final int parallelism;

    RedisTableSink(RedisTable table, boolean isKeyed, int parallelism) {
        this.table = table;
        this.isKeyed = isKeyed;
        this.parallelism = parallelism;
    }

    /** A row that is replaced need not be removed first; to remove one its key is enough. */
    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
        return isKeyed ? ChangelogMode.upsert() : ChangelogMode.insertOnly();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        RedisFlinkSink sink = new RedisFlinkSink(table);
        return parallelism == 0 ? SinkV2Provider.of(sink) : SinkV2Provider.of(sink, parallelism);
    }

    @Override
    public DynamicTableSink copy() {
        return new RedisTableSink(table, isKeyed, parallelism);
    }

    @Override
    public String asSummaryString() {
        return "Redis";
    }
}
