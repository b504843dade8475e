package io.weir.cli.demo;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the traffic to a topic at a steady rate, on a thread of its own; first the traffic of the last three minutes,
 * or of the time since the topic's newest event: what a demo that goes on sent again would all be late.
 */
final class TrafficProducer implements AutoCloseable {
    private static final long HISTORY_MILLIS = 180_000;
    private static final long STEP_MILLIS = 20;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * Starts to send.
     *
     * @param eventsPerSecond 0 for none at all
     * @param newestMillis when the newest event came that the topic has
     */
    TrafficProducer(String bootstrapServers, String topic, int eventsPerSecond, long seed, OptionalLong newestMillis) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG, "20",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        long now = System.currentTimeMillis();
        long start = Math.min(now, Math.max(now - HISTORY_MILLIS, newestMillis.orElse(0)));
        ShopTraffic traffic = new ShopTraffic(seed, Long.toString(now, Character.MAX_RADIX));
        thread = new Thread(() -> send(topic, eventsPerSecond, start, traffic), "weir-demo-traffic");
        thread.setDaemon(true);
        thread.start();
    }

    private void send(String topic, int eventsPerSecond, long start, ShopTraffic traffic) {
        long sent = 0;
        try {
            while (!stopped && eventsPerSecond > 0) {
                long now = System.currentTimeMillis();
                long due = (now - start) * eventsPerSecond / 1000;
                for (; sent < due && !stopped; sent++) {
                    long arrival = start + sent * 1000 / eventsPerSecond;
                    // A record that does not arrive is missed by nobody: it is made-up traffic.
                    Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(topic, traffic.next(arrival)));
                }
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            failure.set(e);
        }
    }

    /** What stopped the traffic, if something did. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        producer.close(java.time.Duration.ofSeconds(2));
    }
}
