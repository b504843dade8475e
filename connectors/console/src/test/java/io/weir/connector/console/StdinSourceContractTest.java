package io.weir.connector.console;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

class StdinSourceContractTest extends SourceContractTest {
    private static final int LINES = 3000;

    @Override
    protected RowType type() {
        return RowType.of(new VarCharType(VarCharType.MAX_LENGTH));
    }

    @Override
    protected List<String> rows() {
        return IntStream.range(0, LINES).mapToObj(i -> "+I[line " + i + "]").toList();
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        String text = IntStream.range(0, LINES).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        StandardStreams streams = new StandardStreams(() -> in, () -> System.out, () -> System.err);
        Map<String, String> options = Map.of("connector", "stdin", "format", "line");
        return new StdinSourceFactory(streams).create(Requests.source(type(), options, parallelism, batchRowsMax));
    }
}
