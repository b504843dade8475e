package io.weir.connector.kafka;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes sources of {@code 'connector' = 'kafka'}: the partitions of some topics, each a stream of its own. */
public final class KafkaSourceFactory implements SourceFactory {
    @Override
    public String identifier() {
        return "kafka";
    }

    @Override
    public Source create(SourceRequest request) {
        return create(request, ScanOptions.of(request.table(), request.options()));
    }

    static Source create(SourceRequest request, ScanOptions scan) {
        // First of all, so that formats and types are checked before anything is asked over the network.
        List<RecordRows> rows = IntStream.range(0, request.parallelism())
                .mapToObj(instance -> new RecordRows(request, scan.table()))
                .toList();
        KafkaAddresses.check(scan.table());
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = KafkaConsumers.forLookup(scan.table(), false);
        try {
            List<KafkaSplit> splits =
                    new OffsetResolver(scan, consumer).resolve(TopicPartitions.find(scan.table(), consumer));
            return new KafkaSource(request, scan, new SplitRegistry(splits), rows);
        } finally {
            KafkaConsumers.close(scan.table(), consumer);
        }
    }
}
