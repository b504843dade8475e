package io.weir.testing.sql;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.functions.AsyncLookupFunction;

/**
 * Connector {@code answering}: even numbers have a name, which comes after a while; the number 13 is never answered.
 */
public final class AnsweringTableFactory implements DynamicTableSourceFactory {
    static final AtomicInteger UNDER_WAY = new AtomicInteger();
    static final AtomicInteger UNDER_WAY_MAX = new AtomicInteger();

    @Override
    public String factoryIdentifier() {
        return "answering";
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
        return new AnsweringSource();
    }

    private record AnsweringSource() implements LookupTableSource {
        @Override
        public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
            return AsyncLookupFunctionProvider.of(new Answers());
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "answering";
        }
    }

    /** The function; public because Flink wants its functions so. */
    public static final class Answers extends AsyncLookupFunction {
        private static final long serialVersionUID = 1L;
        private static final int NEVER = 13;
        /** Later questions are answered earlier. */
        private static final int LATEST_MILLIS = 40;

        @Override
        public CompletableFuture<Collection<RowData>> asyncLookup(RowData key) {
            int number = key.getInt(0);
            UNDER_WAY_MAX.accumulateAndGet(UNDER_WAY.incrementAndGet(), Math::max);
            CompletableFuture<Collection<RowData>> answer = new CompletableFuture<>();
            Executor later =
                    CompletableFuture.delayedExecutor(LATEST_MILLIS - number % LATEST_MILLIS, TimeUnit.MILLISECONDS);
            later.execute(() -> {
                UNDER_WAY.decrementAndGet();
                RowData row = GenericRowData.of(number, StringData.fromString("name " + number));
                if (number != NEVER) {
                    answer.complete(number % 2 == 0 ? List.of(row) : List.of());
                }
            });
            return answer;
        }
    }
}
