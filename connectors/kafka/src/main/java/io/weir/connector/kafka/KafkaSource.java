package io.weir.connector.kafka;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The partitions of some topics; each is a split, and each reader has a consumer of its own. */
final class KafkaSource implements Source {
    private final SourceRequest request;
    private final ScanOptions scan;
    private final SplitRegistry splits;
    /** One for each instance. */
    private final List<RecordRows> rows;

    private final GroupOffsets groupOffsets;

    KafkaSource(SourceRequest request, ScanOptions scan, SplitRegistry splits, List<RecordRows> rows) {
        this.request = request;
        this.scan = scan;
        this.splits = splits;
        this.rows = rows;
        groupOffsets = new GroupOffsets(scan.table());
    }

    @Override
    public boolean isBounded() {
        return scan.end().isPresent();
    }

    @Override
    public boolean isOrdered() {
        return false;
    }

    @Override
    public int splitCount() {
        return splits.count();
    }

    @Override
    public String splitName(int split) {
        return splits.get(split).name();
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public void restore(Map<String, byte[]> positions) {
        if (positions.isEmpty()) {
            return;
        }
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = KafkaConsumers.forLookup(scan.table(), false);
        try {
            splits.replace(new PositionRestorer(scan, consumer).restore(splits.all(), positions));
        } finally {
            KafkaConsumers.close(scan.table(), consumer);
        }
    }

    @Override
    public void acknowledge(Map<String, byte[]> positions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (KafkaSplit split : splits.all()) {
            byte[] position = positions.get(split.name());
            long offset = position == null
                    ? KafkaSplit.FIRST_KEPT
                    : KafkaPosition.of(position).offset();
            if (offset >= 0) {
                offsets.put(split.partition(), offset);
            }
        }
        groupOffsets.commit(offsets);
    }

    @Override
    public SourceReader createReader(int instance) {
        return new KafkaSourceReader(request, scan, splits, instance, rows.get(instance));
    }

    @Override
    public void close() {
        groupOffsets.close();
    }
}
