package io.weir.testing.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a scenario's messages at a bounded rate, on a thread of its own, whatever happens to the broker: Kafka's
 * producer repeats a message until it is acknowledged, and the broker takes each once.
 */
final class EventProducer implements AutoCloseable {
    private static final int PAUSE_MILLIS = 10;
    private static final long CLOSE_LIMIT_SECONDS = 120;

    private final Scenario scenario;
    private final Random random;
    private final int perSecond;
    private final KafkaProducer<String, String> producer;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final Thread thread = new Thread(this::produce, "faults-producer");
    private volatile boolean isStopping;

    EventProducer(Scenario scenario, Servers servers, long seed, int perSecond) {
        this.scenario = scenario;
        this.perSecond = perSecond;
        random = new Random(seed);
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers.broker().bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        "true",
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        Integer.toString(Integer.MAX_VALUE),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        "5000"),
                new StringSerializer(),
                new StringSerializer());
        thread.start();
    }

    private void produce() {
        long begin = System.nanoTime();
        long sequence = 0;
        while (!isStopping) {
            long due = (System.nanoTime() - begin) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; sequence < due && !isStopping; sequence++) {
                scenario.next(sequence, random).forEach(this::send);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
        scenario.end().forEach(this::send);
    }

    private void send(Message message) {
        sent.incrementAndGet();
        Future<RecordMetadata> unused = producer.send(
                new ProducerRecord<>(message.topic(), message.partition(), null, message.value()),
                (metadata, problem) -> {
                    if (problem == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        failure.set(String.valueOf(problem));
                    }
                });
    }

    /**
     * Ends the input, and waits until all of it is acknowledged.
     *
     * @return the number of messages
     */
    long finish() throws InterruptedException {
        isStopping = true;
        thread.join();
        producer.flush();
        if (acknowledged.get() != sent.get()) {
            throw new IllegalStateException("of " + sent + " messages " + acknowledged
                    + " were acknowledged, so there is no oracle: " + failure);
        }
        return acknowledged.get();
    }

    @Override
    public void close() {
        isStopping = true;
        producer.close(Duration.ofSeconds(CLOSE_LIMIT_SECONDS));
    }
}
