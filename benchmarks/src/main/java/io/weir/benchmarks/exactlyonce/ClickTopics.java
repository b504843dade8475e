package io.weir.benchmarks.exactlyonce;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of clicks: the page is the key, a page is in one partition, and each partition is in the order of time. */
final class ClickTopics {
    static final int PARTITIONS = 4;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long TICK_MILLIS = 5;

    private final EmbeddedKafka broker;

    ClickTopics(EmbeddedKafka broker) {
        this.broker = broker;
    }

    /** Makes a topic of a clickstream, with a record at the end that closes all windows; gives the answer. */
    Map<String, String> fill(String topic, Clickstream stream, long windowMillis) {
        broker.createTopic(topic, PARTITIONS);
        ClickRows rows = new ClickRows(windowMillis);
        try (Clicks clicks = new Clicks(topic)) {
            for (long number = 0; number < stream.events(); number++) {
                byte[] event = stream.event(number);
                String json = new String(event, StandardCharsets.US_ASCII);
                clicks.send(ClickRows.text(json, "page"), event);
                rows.add(json);
            }
            clicks.sendEnds(Clickstream.startMillis() + DAY_MILLIS);
        }
        return rows.answer();
    }

    /** Sends clicks of now, so many a second, for a while. */
    void sendNow(String topic, int perSecond, int pages, long durationMillis) throws InterruptedException {
        try (Clicks clicks = new Clicks(topic)) {
            long start = System.currentTimeMillis();
            long sent = 0;
            for (long now = start; now < start + durationMillis; now = System.currentTimeMillis()) {
                long due = (now - start) * perSecond / 1000;
                for (; sent < due; sent++) {
                    String page = "/product/" + sent % pages;
                    clicks.send(page, ClickRows.click(page, now, (int) (sent % 1000)));
                }
                Thread.sleep(TICK_MILLIS);
            }
        }
    }

    private final class Clicks implements AutoCloseable {
        private final String topic;
        private final KafkaProducer<byte[], byte[]> producer;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        Clicks(String topic) {
            this.topic = topic;
            Properties properties = new Properties();
            properties.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
            properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "5");
            properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(512 * 1024));
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void send(String page, byte[] event) {
            send(Math.floorMod(page.hashCode(), PARTITIONS), page, event);
        }

        private void send(int partition, String page, byte[] event) {
            byte[] key = page.getBytes(StandardCharsets.US_ASCII);
            Future<?> unused =
                    producer.send(new ProducerRecord<>(topic, partition, key, event), (metadata, exception) -> {
                        if (exception != null) {
                            failure.set(exception);
                        }
                    });
        }

        void sendEnds(long millis) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                send(partition, ClickRows.END_PAGE, ClickRows.click(ClickRows.END_PAGE, millis, 0));
            }
        }

        @Override
        public void close() {
            producer.close();
            Exception failed = failure.get();
            if (failed != null) {
                throw new IllegalStateException("The topic cannot be filled: " + failed.getMessage(), failed);
            }
        }
    }
}
