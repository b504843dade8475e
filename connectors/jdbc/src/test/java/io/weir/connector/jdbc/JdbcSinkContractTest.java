package io.weir.connector.jdbc;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.PostgresServer;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.util.List;

class JdbcSinkContractTest extends SinkContractTest {
    private final PostgresServer server = PostgresServer.shared();
    private final String table = PostgresServer.newName("contract");

    JdbcSinkContractTest() {
        server.execute("CREATE TABLE " + table + " (id BIGINT, name TEXT)");
    }

    @Override
    protected Sink create(int parallelism) {
        return new JdbcSinkFactory().create(Requests.sink(TYPE, server.options(table), parallelism));
    }

    /** Each sink is one of a run of its own. */
    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        EpochContext run = new EpochContext(epochs.pipeline(), epochs.delivery(), epochs.isOn());
        return new JdbcSinkFactory().create(Requests.sink(TYPE, server.options(table), parallelism, run));
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    protected List<String> visibleRows() {
        return server.query("SELECT id, name FROM " + table);
    }

    /** Without epochs rows are written as they come. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
