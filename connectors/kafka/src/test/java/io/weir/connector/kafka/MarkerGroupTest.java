package io.weir.connector.kafka;

import static io.weir.connector.kafka.KafkaFixture.newTopic;
import static io.weir.connector.kafka.KafkaFixture.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.connector.TableOptions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarkerGroupTest {
    /** It may say that the newest epoch is committed: to find none would drop the epoch, and its rows come twice. */
    @Test
    @Timeout(120)
    void aMarkerThatIsBeingCommittedIsNotTakenForNone() throws Exception {
        String topic = newTopic(1);
        String group = topic + "-epochs";
        TopicPartition partition = new TopicPartition(topic, 0);
        KafkaTable table = KafkaTable.of("t", new TableOptions("t", options(topic)));
        try (KafkaProducer<byte[], byte[]> producer = KafkaFixture.producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            assertThat(MarkerGroup.read(table, group, Set.of(partition))).isEmpty();
            for (long epoch = 1; epoch <= 20; epoch++) {
                mark(producer, table, partition, group, epoch);
                // Whether that is the first marker there or not, and in a table's topic or one that it had before.
                Set<TopicPartition> known = epoch % 2 == 0 ? Set.of() : Set.of(partition);
                CompletableFuture<Optional<CommitMarker>> before =
                        CompletableFuture.supplyAsync(() -> MarkerGroup.read(table, group, known));
                producer.commitTransaction();

                assertThat(MarkerGroup.read(table, group, known))
                        .map(CommitMarker::epoch)
                        .contains(epoch);
                assertThat(before.get(60, TimeUnit.SECONDS))
                        .map(CommitMarker::epoch)
                        .contains(epoch);
            }
        }
    }

    private static void mark(
            KafkaProducer<byte[], byte[]> producer,
            KafkaTable table,
            TopicPartition partition,
            String group,
            long epoch) {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(
                Map.of(partition, new CommitMarker(epoch, "lineage", epoch).toOffset()),
                MarkerGroup.metadata(table, group));
    }
}
