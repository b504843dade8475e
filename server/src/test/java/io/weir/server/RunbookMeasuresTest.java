package io.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.type.Columns;
import io.weir.library.run.RunOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Makes pipelines slow, starved and large: the alerts of the health table lead to their pages, which quote them; and
 * when the cause is gone, so are they.
 */
@Timeout(300)
class RunbookMeasuresTest extends RunbookFixture {
    private static final long AGE_MILLIS = 150_000;
    private static final int OLD_RECORDS = 200_000;
    private static final int BATCH_ROWS = 256;

    private void atOnce(String... rules) {
        for (String rule : rules) {
            configuration.put("weir.alert." + rule + ".for", "0 s");
            configuration.put("weir.alert." + rule + ".clear-for", "0 s");
        }
    }

    /** What is looked at while something is sent. */
    private interface Check {
        void look() throws Exception;
    }

    /** Sends something every moment until the check is over. */
    private static void whileSending(Runnable once, Check check) throws Exception {
        AtomicBoolean isStopped = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            while (!isStopped.get()) {
                once.run();
            }
        });
        thread.start();
        try {
            check.look();
        } finally {
            isStopped.set(true);
            thread.join();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, String topic, int partition, long millis, long id) {
        Future<RecordMetadata> unused = producer.send(new ProducerRecord<>(
                topic, partition, millis, null, ("{\"id\":" + id + "}").getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * One node that costs too much is why records wait, why rows are late, why others wait, and why epochs take long.
     */
    @Test
    void aNodeThatIsTooSlow() throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.shared();
        String topic = "slow-node";
        broker.createTopic(topic, 2);
        atOnce("lag", "latency", "backpressure", "state");
        configuration.put("weir.alert.latency.baseline", "30 s");
        configuration.put("weir.alert.state.epoch-limit", "1 s");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                send(producer, topic, i % 2, System.currentTimeMillis(), i);
            }
            producer.flush();
            write("""
                    CREATE TEMPORARY FUNCTION slow AS 'io.weir.server.SlowFunction';
                    CREATE TABLE k (id BIGINT) WITH ('connector' = 'kafka', 'topic' = '%s', 'format' = 'json',
                        'scan.startup.mode' = 'earliest-offset', 'properties.bootstrap.servers' = '%s');
                    CREATE TABLE b (k BIGINT, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'blackhole');
                    INSERT INTO b SELECT k, slow(n) FROM (SELECT MOD(id, 100) AS k, COUNT(*) AS n FROM k
                        GROUP BY MOD(id, 100));
                    """.formatted(topic, broker.bootstrapServers()));
            // Small batches, so that the queue to the slow node is full soon.
            RunOptions run = RunOptions.defaults().withParallelism(2);
            serve(new RunOptions(run.engine(), run.parallelism(), BATCH_ROWS, run.clock()), home.resolve("state"));
            awaitEpoch();

            // All of it has waited for long, in one of the two partitions. It goes to the thread that does not read
            // that
            // partition: on one and the same the reader would not be refused, but wait for its turn.
            SlowFunction.delayMicros = 100_000;
            long then = System.currentTimeMillis() - AGE_MILLIS;
            List<Long> keys = keysMostlyOfTheFirst();
            for (int i = 0; i < OLD_RECORDS; i++) {
                send(producer, topic, 1, then, keys.get(i % keys.size()));
            }
            producer.flush();

            expectMeasure("lag", "lag");
            assertThat(awaitAlert("lag", "lag").path("text").asString()).contains(topic + "-1 ");
            expectMeasure("backpressure", "backpressure");
            expectMeasure("latency", "latency");
            expectMeasure("state", "slow-epochs");
            // As the page says: the first node behind the one that waits that does not wait itself is busy.
            JsonNode nodes = api.json("/api/v1/pipelines/p/nodes");
            assertThat(nodes.toString()).contains("\"busyShare\"").contains("\"queueShare\"");

            // The node is made cheaper.
            SlowFunction.delayMicros = 0;
            AtomicInteger id = new AtomicInteger();
            Runnable once = () -> {
                send(producer, topic, id.getAndIncrement() % 2, System.currentTimeMillis(), id.get());
                pause(20);
            };
            whileSending(once, () -> {
                awaitWell("lag");
                awaitWell("backpressure");
                awaitWell("latency");
                awaitWell("state");
            });
        }
    }

    /** Values of the key that the first of two instances counts, and a few that the second does. */
    private static List<Long> keysMostlyOfTheFirst() {
        Batch batch = Columns.batch(RowType.of(new BigIntType()), 1);
        batch.setRowCount(1);
        int[] hashes = new int[1];
        List<Long> keys = new ArrayList<>();
        int ofSecond = 0;
        for (long key = 0; key < 100; key++) {
            ((LongColumn) batch.column(0)).set(0, key);
            new KeyHasher(new int[] {0}).hash(batch, hashes);
            if (KeyGroups.owner(KeyGroups.ofHash(hashes[0]), 2) == 0 || ofSecond++ < 10) {
                keys.add(key);
            }
        }
        return keys;
    }

    @Test
    void fewerRowsThanUsual() throws Exception {
        atOnce("throughput");
        configuration.put("weir.alert.throughput.window", "4 s");
        configuration.put("weir.alert.baseline.window", "60 s");
        configuration.put("weir.alert.baseline.warm-up", "4 s");
        write("""
                CREATE TABLE events (id BIGINT) WITH ('connector' = 'collect');
                CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT id FROM events;
                """);
        serve();
        api.awaitState("p", "RUNNING");
        AtomicInteger events = new AtomicInteger(20);
        Runnable once = () -> {
            try {
                assertThat(api.post("/api/v1/collect/events", "{\"id\":1}\n".repeat(events.get()))
                                .statusCode())
                        .isEqualTo(202);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            pause(50);
        };
        whileSending(
                once,
                () -> api.await("/api/v1/health", answer -> answer.toString().contains("rows/s, usual are")));

        expectMeasure("throughput", "throughput-drop");
        api.await(
                "/api/v1/pipelines/p", answer -> answer.path("rowsInPerSecond").asDouble(1) == 0);

        // Who sends has been asked, and sends more than ever.
        events.set(100);
        whileSending(once, () -> awaitWell("throughput"));
    }

    @Test
    void aStateThatGrows() throws Exception {
        atOnce("state");
        configuration.put("weir.alert.state.bytes-limit", "100 kb");
        String sql = """
                %s
                CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '%d');
                CREATE TABLE b (id BIGINT, n BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT id, COUNT(*) FROM g GROUP BY id;
                """;
        write(sql.formatted("", 1000));
        serve();
        expectMeasure("state", "state-growth");

        write(sql.formatted("SET 'table.exec.state.ttl' = '1 s';", 10));
        api.await("/api/v1/pipelines/p", answer -> {
            long rows = answer.path("rowsOut").asLong(0);
            return rows > 30 && rows < 500;
        });
        // The memory of what has expired is given back with the next start.
        close();
        serve();

        awaitWell("state");
        assertThat(api.json("/api/v1/health").toString()).contains("of state, the limit is 100 KiB");
    }

    @Test
    void processorsAndHeapInUse() throws Exception {
        atOnce("resources");
        configuration.put("weir.alert.resources.enabled", "true");
        configuration.put("weir.alert.resources.threshold", "0.01 %");
        write("""
                CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen');
                CREATE TABLE b (id BIGINT) WITH ('connector' = 'blackhole');
                INSERT INTO b SELECT id FROM g;
                """);
        serve();
        System.gc();

        expectMeasure("resources", "resources");
        expectMeasure("resources", "out-of-memory");
        assertThat(api.get("/metrics").body())
                .contains("weir_process_cpu_ratio ")
                .contains("weir_system_cpu_ratio ")
                .contains("weir_jvm_heap_live_bytes ");
    }
}
