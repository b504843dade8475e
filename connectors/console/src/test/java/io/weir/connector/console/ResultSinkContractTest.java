package io.weir.connector.console;

import io.weir.engine.spi.Sink;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class ResultSinkContractTest extends SinkContractTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    protected Sink create(int parallelism) {
        StandardStreams streams =
                new StandardStreams(InputStream::nullInputStream, () -> new PrintStream(out), () -> System.err);
        return new ResultSinkFactory(new ResultPrinter(ResultFormat.JSON, streams))
                .create(Requests.sink(TYPE, Map.of("connector", "result"), parallelism));
    }

    @Override
    protected List<String> visibleRows() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
