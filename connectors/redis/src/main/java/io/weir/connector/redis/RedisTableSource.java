package io.weir.connector.redis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.connector.source.lookup.cache.LookupCache;
import org.jspecify.annotations.Nullable;

/** A Redis table whose rows are looked up, one by one, by their whole primary key. */
final class RedisTableSource implements LookupTableSource {
    private final RedisTable table;
    private final @Nullable LookupCache cache;
    private final boolean isAsync;

    RedisTableSource(RedisTable table, @Nullable LookupCache cache, boolean isAsync) {
        this.table = table;
        this.cache = cache;
        this.isAsync = isAsync;
    }

    /** The cache that the options ask for; none unless they do. */
    static @Nullable LookupCache cache(ReadableConfig options) {
        return switch (options.get(LookupOptions.CACHE_TYPE)) {
            case NONE -> null;
            case PARTIAL -> DefaultLookupCache.fromConfig(options);
            case FULL ->
                throw new ValidationException("'" + LookupOptions.CACHE_TYPE.key()
                        + "' = 'FULL' would read all keys of Redis: use 'PARTIAL', or leave it out");
        };
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        int[] columns = new int[context.getKeys().length];
        for (int i = 0; i < columns.length; i++) {
            // All columns are of the top level: none has fields of its own.
            columns[i] = context.getKeys()[i][0];
        }
        int[] keyFields = new int[table.key().length];
        for (int i = 0; i < keyFields.length; i++) {
            int column = table.key()[i];
            keyFields[i] = IntStream.range(0, columns.length)
                    .filter(field -> columns[field] == column)
                    .findFirst()
                    .orElseThrow(() -> new ValidationException("The Redis table "
                            + table.options().table() + " is looked up by its whole primary key, and the join has no"
                            + " equality for its column "
                            + table.type().getFieldNames().get(column) + "; it has some for "
                            + Arrays.toString(IntStream.of(columns)
                                    .mapToObj(
                                            each -> table.type().getFieldNames().get(each))
                                    .toArray())));
        }
        LookupCache current = cache;
        if (isAsync) {
            RedisAsyncLookupFunction function = new RedisAsyncLookupFunction(table, columns, keyFields);
            return current == null
                    ? AsyncLookupFunctionProvider.of(function)
                    : PartialCachingAsyncLookupProvider.of(function, current);
        }
        RedisLookupFunction function = new RedisLookupFunction(table, columns, keyFields);
        return current == null
                ? LookupFunctionProvider.of(function)
                : PartialCachingLookupProvider.of(function, current);
    }

    @Override
    public DynamicTableSource copy() {
        return new RedisTableSource(table, cache, isAsync);
    }

    @Override
    public String asSummaryString() {
        return "Redis";
    }
}
