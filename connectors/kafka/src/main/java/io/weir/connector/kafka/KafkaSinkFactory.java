package io.weir.connector.kafka;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Makes sinks of {@code 'connector' = 'kafka'}: every row becomes a record. */
public final class KafkaSinkFactory implements SinkFactory {
    private final TransactionRegistry transactions;

    public KafkaSinkFactory() {
        this(TransactionRegistry.PROCESS);
    }

    KafkaSinkFactory(TransactionRegistry transactions) {
        this.transactions = transactions;
    }

    @Override
    public String identifier() {
        return "kafka";
    }

    @Override
    public Sink create(SinkRequest request) {
        SinkOptions options = SinkOptions.of(request.table(), request.options(), request.epochs());
        if (!request.insertOnly()
                && !request.encoders().apply(options.table().value().name()).encodesChanges()) {
            throw new NotNativeException("writing updates to Kafka table " + request.table());
        }
        return create(request, options, transactions);
    }

    static Sink create(SinkRequest request, SinkOptions options, TransactionRegistry transactions) {
        KafkaTable table = options.table();
        WritableMetadata metadata = WritableMetadata.of(request, table);
        checkTopics(table, metadata);
        // First of all, so that formats and types are checked before anything is asked over the network.
        List<RowRecords> rows = IntStream.range(0, request.parallelism())
                .mapToObj(instance -> new RowRecords(request, table, metadata))
                .toList();
        KafkaAddresses.check(table);
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = KafkaConsumers.forLookup(table, true);
        try {
            List<TopicPartition> partitions = TopicPartitions.find(table, consumer);
            awaitLeaders(table, consumer, partitions);
            return new KafkaSink(request, options, partitions, rows, transactions);
        } finally {
            KafkaConsumers.close(table, consumer);
        }
    }

    /**
     * Waits until a broker leads each partition. A topic that was made a moment ago may be known before: the first
     * records would be refused and those behind them taken, and the order of the two can then not be repaired.
     */
    private static void awaitLeaders(
            KafkaTable table, KafkaConsumer<ByteBuffer, ByteBuffer> consumer, List<TopicPartition> partitions) {
        try {
            consumer.endOffsets(partitions);
        } catch (KafkaException e) {
            throw KafkaFailures.of(
                    table, "waiting for the leaders of " + table.topics().description(), e);
        }
    }

    private static void checkTopics(KafkaTable table, WritableMetadata metadata) {
        boolean isOne = table.topics() instanceof TopicChoice.Named named
                && named.topics().size() == 1;
        if (!isOne && metadata.topic() == WritableMetadata.NONE) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the table has more than one topic, and no column says to which a row goes",
                    "table " + table.name(),
                    "Name a single topic, or add a column such as: topic STRING METADATA",
                    null);
        }
    }
}
