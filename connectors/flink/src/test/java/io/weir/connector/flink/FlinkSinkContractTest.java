package io.weir.connector.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sink of Flink's second kind behind the door, with state and commits in two phases. */
class FlinkSinkContractTest extends SinkContractTest {
    private final LedgerSink.Ledger ledger = new LedgerSink.Ledger();

    @Override
    protected Sink create(int parallelism) {
        return sink(Requests.sink(TYPE, Map.of(), parallelism));
    }

    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        return sink(Requests.sink(TYPE, Map.of(), parallelism, epochs));
    }

    private Sink sink(SinkRequest request) {
        return new FlinkSink(
                request,
                new LedgerSink(ledger),
                SinkGuarantee.EXACTLY_ONCE,
                FlinkSinkContractTest.class.getClassLoader());
    }

    @Override
    protected List<String> visibleRows() {
        return ledger.rows();
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Test
    void theStatesOfWritersAreDealtOutToOthers() {
        EpochContext epochs = new EpochContext("p", Delivery.EXACTLY_ONCE, true);
        List<byte[]> prepared;
        try (Sink sink = create(3, epochs)) {
            List<SinkWriter> writers = List.of(sink.createWriter(0), sink.createWriter(1), sink.createWriter(2));
            prepared = writers.stream()
                    .map(writer -> writer.prepare(4).orElseThrow())
                    .toList();
            writers.forEach(SinkWriter::close);
        }
        try (Sink sink = create(2, epochs)) {
            assertThat(sink.recover(4, prepared)).isTrue();
            sink.createWriter(0).close();
            assertThat(ledger.restoredStates).containsExactly("writer 0 at 4", "writer 2 at 4");
            sink.createWriter(1).close();
            assertThat(ledger.restoredStates).contains("writer 1 at 4").hasSize(3);
        }
    }
}
