package io.weir.library.compare;

import io.weir.connector.console.ResultConsumer;
import io.weir.connector.console.ResultSinkFactory;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.flink.connector.CapturedTableSinkFactory;
import java.util.Map;
import java.util.Objects;

/** Makes the native sinks that hand a table's rows to us instead. */
final class CapturedSinkFactory implements SinkFactory {
    private final Map<String, ResultConsumer> consumers;

    /** @param consumers by the names of the sinks */
    CapturedSinkFactory(Map<String, ResultConsumer> consumers) {
        this.consumers = Map.copyOf(consumers);
    }

    @Override
    public String identifier() {
        return CapturedTableSinkFactory.IDENTIFIER;
    }

    @Override
    public Sink create(SinkRequest request) {
        String name = request.options().getOrDefault(CapturedTableSinkFactory.NAME, "");
        return new ResultSinkFactory(Objects.requireNonNull(consumers.get(name))).create(request);
    }
}
