package io.weir.connector.datagen;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

class DatagenSourceContractTest extends SourceContractTest {
    private static final int ROWS = 2000;

    @Override
    protected RowType type() {
        return RowType.of(
                new LogicalType[] {new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH)},
                new String[] {"number", "text"});
    }

    @Override
    protected List<String> rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "+I[" + (i - 5) + ", " + i + "]")
                .toList();
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        Map<String, String> options = Map.of(
                "connector", "datagen",
                "rows-per-second", "100000",
                "fields.number.kind", "sequence",
                "fields.number.start", "-5",
                "fields.number.end", Integer.toString(ROWS - 6),
                "fields.text.kind", "sequence",
                "fields.text.start", "0",
                "fields.text.end", "1000000");
        return new DatagenSourceFactory().create(Requests.source(type(), options, parallelism, batchRowsMax));
    }

    @Override
    protected boolean isReplayable() {
        return true;
    }
}
