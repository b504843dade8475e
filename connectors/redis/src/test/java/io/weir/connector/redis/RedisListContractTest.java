package io.weir.connector.redis;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.RedisServer;
import io.weir.testing.kit.SinkContractTest;
import java.util.ArrayList;
import java.util.List;

class RedisListContractTest extends SinkContractTest {
    private final RedisServer server = RedisServer.shared();
    private final String prefix = RedisServer.newName("contract");

    @Override
    protected Sink create(int parallelism) {
        return create(parallelism, EpochContext.OFF);
    }

    /** Each sink is one of a run of its own; the pipeline is this test's alone. */
    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        EpochContext run = new EpochContext(epochs.pipeline() + prefix, epochs.delivery(), epochs.isOn());
        return RedisFixture.sink(
                TYPE, RedisFixture.options(server, prefix, "data-type", "list"), RedisFixture.NO_KEY, parallelism, run);
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    @Override
    protected List<String> visibleRows() {
        List<String> rows = new ArrayList<>();
        for (String key : server.list("KEYS", prefix + ":*")) {
            for (String element : server.list("LRANGE", key, "0", "-1")) {
                rows.add(key.substring(prefix.length() + 1) + "," + element);
            }
        }
        return rows;
    }

    /** Without epochs rows are written as they come. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
