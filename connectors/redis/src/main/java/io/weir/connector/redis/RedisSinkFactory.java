package io.weir.connector.redis;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;

/** Makes sinks of {@code 'connector' = 'redis'}: rows replace those of their key, or are pushed to lists. */
public final class RedisSinkFactory implements SinkFactory {
    @Override
    public String identifier() {
        return "redis";
    }

    @Override
    public Sink create(SinkRequest request) {
        RedisOptions options = RedisOptions.of(request.table(), request.options());
        RedisTable table = RedisTable.of(options, request.type(), request.primaryKey());
        if (!request.insertOnly() && request.primaryKey().length == 0) {
            throw new WeirException(
                    ErrorCode.SQL_INVALID,
                    "the query changes and removes rows, and the table has no key by which to find them",
                    "table " + request.table(),
                    options.structure() == RedisStructure.LIST
                            ? "A list only grows: choose another 'data-type', with a PRIMARY KEY (…) NOT ENFORCED"
                            : "Declare the table's key: PRIMARY KEY (…) NOT ENFORCED",
                    null);
        }
        if (request.isOverwrite() || !request.partitionKeys().isEmpty()) {
            throw new NotNativeException("INSERT OVERWRITE or a partition of Redis table " + request.table());
        }
        RedisSession.check(options);
        boolean isList = options.structure() == RedisStructure.LIST;
        return isList && request.epochs().isExactlyOnce()
                ? new RedisEpochSink(table, request.epochs(), request.parallelism())
                : new RedisSink(table, request.clock());
    }
}
