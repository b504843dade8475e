package io.weir.connector.kafka;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The topics of a table that is written; each writer has a producer of its own. */
final class KafkaSink implements Sink {
    private final SinkOptions options;
    private final Clock clock;
    private final Map<String, Integer> partitionCounts = new HashMap<>();
    /** One for each instance. */
    private final List<RowRecords> rows;

    KafkaSink(SinkOptions options, Clock clock, List<TopicPartition> partitions, List<RowRecords> rows) {
        this.options = options;
        this.clock = clock;
        this.rows = rows;
        partitions.forEach(partition -> partitionCounts.merge(partition.topic(), 1, Integer::sum));
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new KafkaSinkWriter(options, clock, instance, partitionCounts, rows.get(instance));
    }

    @Override
    public void close() {
        // The writers share nothing that would have to be given back.
    }
}
