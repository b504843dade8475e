package io.weir.connector.kafka;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeAll;

class KafkaSourceContractTest extends SourceContractTest {
    private static final int PARTITIONS = 3;
    private static final RowType TYPE = RowType.of(new LogicalType[] {KafkaFixture.STRING}, new String[] {"line"});
    private static final List<String> LINES =
            IntStream.range(0, 300).mapToObj(i -> "line " + i).toList();
    private static String topic = "";

    @BeforeAll
    static void sendLines() {
        topic = KafkaFixture.newTopic(PARTITIONS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            KafkaFixture.send(
                    topic,
                    partition,
                    IntStream.range(0, LINES.size())
                            .filter(i -> i % PARTITIONS == number)
                            .mapToObj(LINES::get)
                            .toArray(String[]::new));
        }
    }

    @Override
    protected RowType type() {
        return TYPE;
    }

    @Override
    protected List<String> rows() {
        return LINES.stream().map(line -> "+I[" + line + "]").toList();
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        return new KafkaSourceFactory()
                .create(Requests.source(TYPE, KafkaFixture.options(topic), parallelism, batchRowsMax));
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
