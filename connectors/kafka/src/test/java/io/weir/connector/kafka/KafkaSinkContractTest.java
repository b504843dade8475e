package io.weir.connector.kafka;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

class KafkaSinkContractTest extends SinkContractTest {
    private static final RowType LINE = RowType.of(new LogicalType[] {KafkaFixture.STRING}, new String[] {"line"});

    private final String topic = KafkaFixture.newTopic(2);

    @Override
    protected Sink create(int parallelism) {
        return new KafkaSinkFactory().create(Requests.sink(TYPE, KafkaFixture.options(topic), parallelism));
    }

    /** Each sink is as if in a process of its own. */
    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        Map<String, String> options = KafkaFixture.options(topic, "sink.transactional-id-prefix", topic);
        return new KafkaSinkFactory(new TransactionRegistry())
                .create(Requests.sink(TYPE, options, parallelism, epochs));
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    protected List<String> visibleRows() {
        KafkaFixture.awaitDecidedTransactions(KafkaFixture.KAFKA.bootstrapServers());
        Map<String, String> options = KafkaFixture.options(topic, "properties.isolation.level", "read_committed");
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source = new KafkaSourceFactory().create(Requests.source(LINE, options, 1, 1000));
                SourceReader reader = source.createReader(0)) {
            while (!reader.isFinished()) {
                KafkaFixture.poll(reader, rows);
            }
        }
        List<String> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        return all;
    }

    /** Without epochs a record is there as soon as the broker has it. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
