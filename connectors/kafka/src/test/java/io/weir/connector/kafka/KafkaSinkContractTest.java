package io.weir.connector.kafka;

import io.weir.engine.spi.Sink;
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

    @Override
    protected List<String> visibleRows() {
        Map<Integer, List<String>> rows = new HashMap<>();
        try (Source source =
                        new KafkaSourceFactory().create(Requests.source(LINE, KafkaFixture.options(topic), 1, 1000));
                SourceReader reader = source.createReader(0)) {
            while (!reader.isFinished()) {
                KafkaFixture.poll(reader, rows);
            }
        }
        List<String> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        return all;
    }

    /** A record is there as soon as the broker has it. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
