package io.weir.connector.collect;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.io.TempDir;

class CollectSourceContractTest extends SourceContractTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"line"});
    private static final List<String> LINES =
            IntStream.range(0, 300).mapToObj(i -> "line " + i).toList();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

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
        Path path = folder.resolve("log");
        Map<String, String> options =
                Map.of("connector", "collect", "path", path.toString(), "bounded", "true", "segment-size", "700 bytes");
        if (!Files.exists(path)) {
            LogFixture.fill(path, CollectOptions.of("t", options, Map.of()).limits(), LINES, 7);
        }
        return new CollectSourceFactory().create(Requests.source(TYPE, options, parallelism, batchRowsMax));
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
