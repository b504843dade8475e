package io.weir.connector.flink;

import io.weir.engine.spi.LookupRequest;
import io.weir.plan.NotNativeException;
import java.util.stream.IntStream;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.streaming.util.retryable.RetryPredicates;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.LookupTableSource.LookupRuntimeProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.FullCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingLookupProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.table.runtime.functions.table.lookup.CachingAsyncLookupFunction;
import org.apache.flink.table.runtime.functions.table.lookup.CachingLookupFunction;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.LookupFullCache;
import org.apache.flink.table.runtime.functions.table.lookup.fullcache.inputformat.InputFormatCacheLoader;
import org.apache.flink.table.runtime.generated.GeneratedProjection;
import org.apache.flink.table.runtime.generated.Projection;
import org.apache.flink.table.runtime.keyselector.GenericRowDataKeySelector;
import org.apache.flink.table.runtime.operators.join.lookup.ResultRetryStrategy;
import org.apache.flink.table.runtime.operators.join.lookup.RetryableAsyncLookupFunctionDelegator;
import org.apache.flink.table.runtime.operators.join.lookup.RetryableLookupFunctionDelegator;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Makes the function that looks rows up of what a connector provides, with Flink's own caches and retries around it, as
 * Flink's planner puts them.
 *
 * @param type the rows that the connector gives
 * @param keys which of their fields they are looked up by
 */
record LookupFunctions(String connector, RowType type, int[] keys, LookupRequest.Calls calls) {
    UserDefinedFunction of(LookupRuntimeProvider provider) {
        if (calls.isAsync()) {
            if (provider instanceof PartialCachingAsyncLookupProvider cached) {
                return new CachingAsyncLookupFunction(cached.getCache(), retried(cached.createAsyncLookupFunction()));
            }
            if (provider instanceof AsyncLookupFunctionProvider plain) {
                return retried(plain.createAsyncLookupFunction());
            }
        } else if (provider instanceof PartialCachingLookupProvider cached) {
            return new CachingLookupFunction(cached.getCache(), retried(cached.createLookupFunction()));
        } else if (provider instanceof FullCachingLookupProvider full) {
            return new CachingLookupFunction(fullCache(full), full.createLookupFunction());
        } else if (provider instanceof LookupFunctionProvider plain) {
            return plain.createLookupFunction();
        }
        throw new NotNativeException(
                "connector '" + connector + "', which looks rows up with an older kind of function");
    }

    /** Behind a cache, which would remember that there was nothing; others are asked again for all keys together. */
    private LookupFunction retried(LookupFunction function) {
        return calls.retriesMax() == 0 ? function : new RetryableLookupFunctionDelegator(function, retries());
    }

    private AsyncLookupFunction retried(AsyncLookupFunction function) {
        return calls.retriesMax() == 0 ? function : new RetryableAsyncLookupFunctionDelegator(function, retries());
    }

    @SuppressWarnings("unchecked")
    private ResultRetryStrategy retries() {
        return ResultRetryStrategy.fixedDelayRetry(
                calls.retriesMax(), calls.retryDelayMillis(), RetryPredicates.EMPTY_RESULT_PREDICATE);
    }

    private LookupFullCache fullCache(FullCachingLookupProvider provider) {
        ScanTableSource.ScanRuntimeProvider scan = provider.getScanRuntimeProvider();
        if (!scan.isBounded() || !(scan instanceof InputFormatProvider formats)) {
            throw new NotNativeException(
                    "connector '" + connector + "', whose full cache is not filled with an input format");
        }
        InputFormat<RowData, ?> format = formats.createInputFormat();
        InputFormatCacheLoader loader = new InputFormatCacheLoader(
                format, new KeyProjection(type, keys).selector(), new RowDataSerializer(type));
        return new LookupFullCache(loader, provider.getCacheReloadTrigger());
    }

    /** Takes the key out of a row: what Flink generates code for. */
    private static final class KeyProjection extends GeneratedProjection {
        private static final long serialVersionUID = 1L;

        private final int[] keys;
        private final LogicalType[] types;

        KeyProjection(RowType type, int[] keys) {
            super("KeyProjection", "", new Object[0]);
            this.keys = keys;
            this.types = IntStream.of(keys).mapToObj(type::getTypeAt).toArray(LogicalType[]::new);
        }

        GenericRowDataKeySelector selector() {
            RowType keyType = RowType.of(types);
            return new GenericRowDataKeySelector(InternalTypeInfo.of(keyType), new RowDataSerializer(keyType), this);
        }

        @Override
        public Projection<RowData, GenericRowData> newInstance(ClassLoader classLoader) {
            RowData.FieldGetter[] getters = new RowData.FieldGetter[keys.length];
            for (int i = 0; i < getters.length; i++) {
                getters[i] = RowData.createFieldGetter(types[i], keys[i]);
            }
            return row -> {
                GenericRowData key = new GenericRowData(getters.length);
                for (int i = 0; i < getters.length; i++) {
                    key.setField(i, getters[i].getFieldOrNull(row));
                }
                return key;
            };
        }
    }
}
