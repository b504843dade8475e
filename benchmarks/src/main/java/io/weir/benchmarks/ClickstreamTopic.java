package io.weir.benchmarks;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A clickstream as a topic of four partitions in a broker of its own; each partition is in the order of the stream. */
final class ClickstreamTopic implements AutoCloseable {
    static final String TOPIC = "clicks";
    private static final int PARTITIONS = 4;

    private final EmbeddedKafka broker;

    private ClickstreamTopic(EmbeddedKafka broker) {
        this.broker = broker;
    }

    static ClickstreamTopic fill(Clickstream stream) throws InterruptedException {
        EmbeddedKafka broker = EmbeddedKafka.start();
        ExecutorService executor = Executors.newFixedThreadPool(PARTITIONS);
        try {
            broker.createTopic(TOPIC, PARTITIONS);
            List<Future<?>> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int number = partition;
                partitions.add(executor.submit(() -> fill(broker.bootstrapServers(), stream, number)));
            }
            for (Future<?> partition : partitions) {
                partition.get();
            }
            return new ClickstreamTopic(broker);
        } catch (ExecutionException e) {
            broker.close();
            throw new IllegalStateException("The topic cannot be filled: " + e.getCause(), e.getCause());
        } catch (RuntimeException | InterruptedException e) {
            broker.close();
            throw e;
        } finally {
            executor.shutdownNow();
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    private static int fill(String servers, Clickstream stream, int partition) throws Exception {
        Properties properties = new Properties();
        properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "50");
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(512 * 1024));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            AtomicReference<Exception> failure = new AtomicReference<>();
            Future<?> last = CompletableFuture.completedFuture(null);
            for (long number = partition; number < stream.events() && failure.get() == null; number += PARTITIONS) {
                last = producer.send(
                        new ProducerRecord<>(TOPIC, partition, null, stream.event(number)), (metadata, exception) -> {
                            if (exception != null) {
                                failure.set(exception);
                            }
                        });
            }
            last.get();
            if (failure.get() != null) {
                throw failure.get();
            }
        }
        return partition;
    }

    @Override
    public void close() {
        broker.close();
    }
}
