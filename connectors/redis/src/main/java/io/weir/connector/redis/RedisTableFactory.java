package io.weir.connector.redis;

import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

/** Connector {@code redis} for Flink: a sink, and a table whose rows are looked up by their key. */
public final class RedisTableFactory implements DynamicTableSinkFactory, DynamicTableSourceFactory {
    public static final String IDENTIFIER = "redis";

    private static final ConfigOption<Boolean> LOOKUP_ASYNC = ConfigOptions.key("lookup.async")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether several keys are asked for at once");

    private static final ConfigOption<String> URL = text(RedisOptions.URL, "Where Redis is");

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(URL);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        Set<ConfigOption<?>> options = new LinkedHashSet<>();
        options.add(text(RedisOptions.USERNAME, "Who logs in"));
        options.add(text(RedisOptions.PASSWORD, "The password"));
        options.add(text(RedisOptions.DATA_TYPE, "What a key holds: " + RedisStructure.names()));
        options.add(text(RedisOptions.KEY_PREFIX, "What all keys of the table begin with"));
        options.add(text(RedisOptions.KEY_SEPARATOR, "What stands between the parts of a key"));
        options.add(duration(RedisOptions.TTL, "How long a key stays"));
        options.add(text(RedisOptions.TTL_REFRESH, "From when that is counted"));
        options.add(text(RedisOptions.TTL_COLUMN, "The column from whose time that is counted"));
        options.add(duration(RedisOptions.TIMEOUT, "How long a connection or an answer is waited for"));
        options.add(duration(RedisOptions.RETRY_TIMEOUT, "For how long a lost connection is tried again"));
        options.add(ConfigOptions.key(RedisOptions.BUFFER_ROWS)
                .intType()
                .noDefaultValue()
                .withDescription("The rows at which what is held is written"));
        options.add(duration(RedisOptions.BUFFER_INTERVAL, "How long rows may be held"));
        options.add(ConfigOptions.key(RedisOptions.EPOCH_SIZE)
                .memoryType()
                .noDefaultValue()
                .withDescription("How much of an epoch may be held back"));
        options.add(FactoryUtil.SINK_PARALLELISM);
        options.add(LOOKUP_ASYNC);
        options.add(LookupOptions.CACHE_TYPE);
        options.add(LookupOptions.PARTIAL_CACHE_MAX_ROWS);
        options.add(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE);
        options.add(LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS);
        options.add(LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY);
        return options;
    }

    private static ConfigOption<String> text(String key, String description) {
        return ConfigOptions.key(key).stringType().noDefaultValue().withDescription(description);
    }

    private static ConfigOption<Duration> duration(String key, String description) {
        return ConfigOptions.key(key).durationType().noDefaultValue().withDescription(description);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        RedisTable table = table(helper, context);
        return new RedisTableSink(
                table,
                context.getPrimaryKeyIndexes().length > 0,
                helper.getOptions().getOptional(FactoryUtil.SINK_PARALLELISM).orElse(0));
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        RedisTable table = table(helper, context);
        if (!table.options().structure().isOneRow()) {
            throw new ValidationException("The table "
                    + context.getObjectIdentifier().asSummaryString() + " can only be written: its 'data-type' is '"
                    + table.options().structure().optionName()
                    + "', and only 'hash' and 'string' can be looked up by a key");
        }
        return new RedisTableSource(
                table,
                RedisTableSource.cache(helper.getOptions()),
                helper.getOptions().get(LOOKUP_ASYNC));
    }

    private static RedisTable table(FactoryUtil.TableFactoryHelper helper, Context context) {
        helper.validate();
        try {
            RedisOptions options = RedisOptions.of(
                    context.getObjectIdentifier().asSerializableString(),
                    context.getCatalogTable().getOptions());
            RowType type = (RowType) context.getPhysicalRowDataType().getLogicalType();
            return RedisTable.of(options, type, context.getPrimaryKeyIndexes());
        } catch (WeirException e) {
            // What Flink shows of a factory that fails.
            throw new ValidationException(String.valueOf(e.getMessage()), e);
        }
    }
}
