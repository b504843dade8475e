package io.weir.connector.jdbc;

import io.weir.engine.spi.Source;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SourceContractTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

class JdbcSourceContractTest extends SourceContractTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new BigIntType(), VarCharType.STRING_TYPE}, new String[] {"id", "name"});
    private static final int ROWS = 500;

    private final PostgresServer server = PostgresServer.shared();
    private final String table = PostgresServer.newName("contract");

    JdbcSourceContractTest() {
        server.execute(
                "CREATE TABLE " + table + " (id BIGINT, name TEXT)",
                "INSERT INTO " + table + " SELECT i, 'name ' || i FROM generate_series(0, " + (ROWS - 1) + ") AS i");
    }

    @Override
    protected RowType type() {
        return TYPE;
    }

    @Override
    protected List<String> rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "+I[" + i + ", name " + i + "]")
                .toList();
    }

    @Override
    protected Source create(int parallelism, int batchRowsMax) {
        Map<String, String> options = new HashMap<>(server.options(table));
        options.put("scan.partition.column", "id");
        options.put("scan.partition.num", "7");
        options.put("scan.partition.lower-bound", "0");
        options.put("scan.partition.upper-bound", Integer.toString(ROWS - 1));
        options.put("scan.fetch-size", "50");
        return new JdbcSourceFactory().create(Requests.source(TYPE, options, parallelism, batchRowsMax));
    }
}
