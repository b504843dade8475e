package io.weir.connector.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.io.GenericInputFormat;
import org.apache.flink.api.common.io.NonParallelInput;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.FullCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.connector.source.lookup.cache.LookupCache;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;
import org.jspecify.annotations.Nullable;

/**
 * A connector of Flink's to look up numbers and their names: an even number has one row, {@link #TWICE} two, an odd one
 * none; some have it in them. What was asked is counted for all copies of the functions.
 */
final class Numbers implements DynamicTableSourceFactory {
    static final int TWICE = 100;
    /** There from the third question on. */
    static final int LATE = 7;

    static final int FAILING = -1;
    static final int NEVER = -3;

    static final Map<Integer, AtomicInteger> ASKED = new ConcurrentHashMap<>();
    /** All questions, one after the other. */
    static final List<Integer> QUESTIONS = new CopyOnWriteArrayList<>();

    static final AtomicInteger UNDER_WAY = new AtomicInteger();
    static final AtomicInteger UNDER_WAY_MAX = new AtomicInteger();
    static final AtomicInteger CLOSED = new AtomicInteger();

    /** How the connector finds rows. */
    enum Kind {
        BLOCKING,
        ASYNC,
        CACHED,
        ASYNC_CACHED,
        FULL
    }

    private final Kind kind;

    Numbers(Kind kind) {
        this.kind = kind;
    }

    static void forget() {
        ASKED.clear();
        QUESTIONS.clear();
        UNDER_WAY_MAX.set(0);
        CLOSED.set(0);
    }

    @Override
    public String factoryIdentifier() {
        return "numbers";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        return new NumbersSource(kind);
    }

    private static RowData row(int number, String name) {
        return GenericRowData.of(number, StringData.fromString(name));
    }

    private static Collection<RowData> find(int number) throws IOException {
        QUESTIONS.add(number);
        int times = ASKED.computeIfAbsent(number, key -> new AtomicInteger()).incrementAndGet();
        if (number == FAILING) {
            throw new IOException("no route to the numbers");
        }
        if (number == TWICE) {
            return List.of(row(number, "hundred"), row(number, "C"));
        }
        boolean isThere = number == LATE ? times > 2 : number % 2 == 0;
        return isThere ? List.of(row(number, "name " + number)) : List.of();
    }

    private record NumbersSource(Kind kind) implements LookupTableSource {
        @Override
        public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
            LookupCache cache = DefaultLookupCache.newBuilder()
                    .maximumSize(100)
                    .expireAfterWrite(Duration.ofHours(1))
                    .cacheMissingKey(true)
                    .build();
            return switch (kind) {
                case BLOCKING -> LookupFunctionProvider.of(new Blocking());
                case ASYNC -> AsyncLookupFunctionProvider.of(new Async());
                case CACHED -> PartialCachingLookupProvider.of(new Blocking(), cache);
                case ASYNC_CACHED -> PartialCachingAsyncLookupProvider.of(new Async(), cache);
                case FULL ->
                    FullCachingLookupProvider.of(
                            InputFormatProvider.of(new Format()),
                            new PeriodicCacheReloadTrigger(
                                    Duration.ofHours(1), PeriodicCacheReloadTrigger.ScheduleMode.FIXED_DELAY));
            };
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "numbers";
        }
    }

    private static final class Blocking extends LookupFunction {
        private static final long serialVersionUID = 1L;

        @Override
        public Collection<RowData> lookup(RowData key) throws IOException {
            if (key.getInt(0) == NEVER) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IOException("interrupted", e);
                }
            }
            return find(key.getInt(0));
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    private static final class Async extends AsyncLookupFunction {
        private static final long serialVersionUID = 1L;
        private static final long ANSWER_MILLIS = 5;

        @Override
        public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
            int number = key.getInt(0);
            UNDER_WAY_MAX.accumulateAndGet(UNDER_WAY.incrementAndGet(), Math::max);
            CompletableFuture<Collection<RowData>> answer = new CompletableFuture<>();
            Executor later = CompletableFuture.delayedExecutor(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
            later.execute(() -> {
                UNDER_WAY.decrementAndGet();
                if (number == NEVER) {
                    return;
                }
                try {
                    answer.complete(find(number));
                } catch (IOException e) {
                    answer.completeExceptionally(e);
                }
            });
            return answer;
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }

    private static final class Format extends GenericInputFormat<RowData> implements NonParallelInput {
        private static final long serialVersionUID = 1L;

        private transient @Nullable Iterator<RowData> rows;

        private Iterator<RowData> rows() {
            if (rows == null) {
                List<RowData> all = new ArrayList<>(List.of(row(TWICE, "hundred"), row(TWICE, "C")));
                for (int number = 0; number < TWICE; number += 2) {
                    all.add(row(number, "name " + number));
                }
                rows = all.iterator();
            }
            return rows;
        }

        @Override
        public boolean reachedEnd() {
            return !rows().hasNext();
        }

        @Override
        public RowData nextRecord(RowData reuse) {
            return rows().next();
        }
    }
}
