package io.weir.connector.redis;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.SinkContractTest;
import java.util.ArrayList;
import java.util.List;

class RedisHashContractTest extends SinkContractTest {
    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("contract");

    @Override
    protected Sink create(int parallelism) {
        return create(parallelism, EpochContext.OFF);
    }

    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        return RedisFixture.sink(TYPE, server.options(prefix), RedisFixture.ID, parallelism, epochs);
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.IDEMPOTENT;
    }

    @Override
    protected List<String> visibleRows() {
        List<String> rows = new ArrayList<>();
        for (String key : server.list("KEYS", prefix + ":*")) {
            rows.add(key.substring(prefix.length() + 1) + "," + server.command("HGET", key, "name"));
        }
        return rows;
    }

    /** Rows are written as they come. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
