package io.weir.benchmarks.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.benchmarks.side.Task;
import io.weir.connector.kafka.broker.EmbeddedKafka;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaExactlyOnceTest {
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(3);

    @Test
    void aTinyTopicGivesTheAnswerAndAnotherIsNoticed(@TempDir Path folder) throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.shared();
        ClickTopics topics = new ClickTopics(broker);
        Map<String, String> answer = topics.fill("tiny-clicks", new Clickstream(2_000, 42), 60_000);
        broker.createTopic("tiny-results", ClickTopics.PARTITIONS);
        Map<String, String> variables = Map.of(
                "servers",
                broker.bootstrapServers(),
                "input",
                "tiny-clicks",
                "output",
                "tiny-results",
                "windowSeconds",
                "60",
                "delaySeconds",
                "5");
        Task task = new Task(Path.of("sql"), "kafka-exactly-once", variables, 2);

        KafkaPipeline pipeline = KafkaPipeline.Kind.WEIR.start(task, folder);
        try (ResultReader reader = reader(broker)) {
            reader.await(answer, LIMIT_NANOS, pipeline::isRunning);
        }
        pipeline.stop();

        assertThat(answer).hasSizeGreaterThan(1_000);
        Map<String, String> wrong = new HashMap<>(answer);
        wrong.replaceAll((key, value) -> "1 " + value);
        try (ResultReader reader = reader(broker)) {
            assertThatThrownBy(() -> reader.await(wrong, LIMIT_NANOS, () -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("instead of 1 ");
        }
    }

    private static ResultReader reader(EmbeddedKafka broker) {
        return new ResultReader(broker.bootstrapServers(), "tiny-results", ClickTopics.PARTITIONS);
    }

    @Test
    void theAnswerIsTheCountAndTheMeanOfAPageInAWindow() {
        ClickRows rows = new ClickRows(1000);
        rows.add(new String(ClickRows.click("/a", 1_767_225_600_000L, 10), StandardCharsets.UTF_8));
        rows.add(new String(ClickRows.click("/a", 1_767_225_600_999L, 15), StandardCharsets.UTF_8));
        rows.add(new String(ClickRows.click("/a", 1_767_225_601_000L, 7), StandardCharsets.UTF_8));

        assertThat(rows.answer()).isEqualTo(Map.of("2026-01-01 00:00:00 /a", "2 12", "2026-01-01 00:00:01 /a", "1 7"));
    }

    @Test
    void aResultThatComesTwiceIsNoticed() {
        String result =
                "{\"window_start\":\"2026-01-01 00:00:00\",\"page\":\"/a\",\"events\":2,\"mean_load_time_ms\":12}";
        Map<String, String> answer = new TreeMap<>();

        assertThat(ClickRows.addResult(result, answer)).isTrue();
        assertThat(ClickRows.addResult(result, answer)).isFalse();
        assertThat(answer).isEqualTo(Map.of("2026-01-01 00:00:00 /a", "2 12"));
    }

    @Test
    void aTimeIsReadWithAnyFraction() {
        assertThat(ClickRows.millis("2026-01-01 00:00:04")).isEqualTo(1_767_225_604_000L);
        assertThat(ClickRows.millis("2026-01-01 00:00:04.2")).isEqualTo(1_767_225_604_200L);
        assertThat(ClickRows.millis("2026-01-01 00:00:04.210")).isEqualTo(1_767_225_604_210L);
    }

    @Test
    void percentilesAreOfTheSortedValues() {
        double[] values = new double[200];
        for (int i = 0; i < values.length; i++) {
            values[i] = values.length - i;
        }

        assertThat(KafkaExactlyOnce.percentile(values, 50)).isEqualTo(101);
        assertThat(KafkaExactlyOnce.percentile(values, 99)).isEqualTo(199);
        assertThat(KafkaExactlyOnce.percentile(new double[0], 50)).isNaN();
    }
}
