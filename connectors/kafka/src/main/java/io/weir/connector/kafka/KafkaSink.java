package io.weir.connector.kafka;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a table that is written. Each writer has a producer of its own; or, with exactly-once, all writers of
 * all Kafka sinks of the pipeline write in the same transactions.
 */
final class KafkaSink implements Sink {
    private final SinkOptions options;
    private final Clock clock;
    private final Map<String, Integer> partitionCounts = new HashMap<>();
    /** One for each instance. */
    private final List<RowRecords> rows;

    private final TransactionRegistry registry;
    /** Null if rows are visible at once. */
    private @Nullable PipelineTransactions transactions;

    KafkaSink(
            SinkRequest request,
            SinkOptions options,
            List<TopicPartition> partitions,
            List<RowRecords> rows,
            TransactionRegistry registry) {
        this.options = options;
        this.rows = rows;
        this.registry = registry;
        clock = request.clock();
        partitions.forEach(partition -> partitionCounts.merge(partition.topic(), 1, Integer::sum));
        transactions = options.isExactlyOnce() ? registry.join(request, options, partitions.get(0)) : null;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        RecordTarget target =
                transactions == null ? new OwnProducer(options.table(), instance) : new TransactionTarget(transactions);
        return new KafkaSinkWriter(options, clock, instance, partitionCounts, rows.get(instance), target);
    }

    @Override
    public SinkGuarantee guarantee() {
        return switch (options.delivery()) {
            case AT_MOST_ONCE -> SinkGuarantee.NONE;
            case AT_LEAST_ONCE -> options.table().isUpsert() ? SinkGuarantee.IDEMPOTENT : SinkGuarantee.AT_LEAST_ONCE;
            case EXACTLY_ONCE -> SinkGuarantee.EXACTLY_ONCE;
        };
    }

    /** A transaction cannot be gone on with by another process. */
    @Override
    public boolean isDeciding() {
        return options.isExactlyOnce();
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        return transactions == null || transactions.recover(epoch, prepared);
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        if (transactions != null) {
            transactions.commit(epoch);
        }
    }

    @Override
    public void close() {
        PipelineTransactions left = transactions;
        transactions = null;
        if (left != null) {
            registry.leave(left);
        }
    }
}
