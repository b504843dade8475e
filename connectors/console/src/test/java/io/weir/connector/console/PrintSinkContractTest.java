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

class PrintSinkContractTest extends SinkContractTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    protected Sink create(int parallelism) {
        StandardStreams streams =
                new StandardStreams(InputStream::nullInputStream, () -> new PrintStream(out), () -> System.err);
        return new PrintSinkFactory(streams).create(Requests.sink(TYPE, Map.of("connector", "print"), parallelism));
    }

    @Override
    protected List<String> visibleRows() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("^(\\d> )?\\+I\\[(.*), (.*)]$", "$2,$3"))
                .toList();
    }

    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
