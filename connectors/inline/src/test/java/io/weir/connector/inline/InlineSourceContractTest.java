package io.weir.connector.inline;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

class InlineSourceContractTest extends SourceContractTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"line"});
    private static final List<String> LINES =
            IntStream.range(0, 300).mapToObj(i -> "line " + i).toList();

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
        String rows = "\n\n" + String.join("\n", LINES) + "\n";
        return new InlineSourceFactory()
                .create(Requests.source(TYPE, Map.of("connector", "inline", "rows", rows), parallelism, batchRowsMax));
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
