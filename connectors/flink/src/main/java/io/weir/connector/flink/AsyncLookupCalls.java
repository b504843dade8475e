package io.weir.connector.flink;

import io.weir.engine.spi.LookupRequest;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.jspecify.annotations.Nullable;

/** Asks a function that answers on threads of its own: so many keys at once as the options allow, each in its time. */
final class AsyncLookupCalls implements LookupCalls {
    private final AsyncLookupFunction function;
    private final LookupRequest request;

    AsyncLookupCalls(AsyncLookupFunction function, LookupRequest request) {
        this.function = function;
        this.request = request;
    }

    @Override
    public List<Collection<RowData>> lookUp(RowData[] keys) throws Exception {
        LookupRequest.Calls options = request.calls();
        Clock clock = request.table().clock();
        BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        List<@Nullable CompletableFuture<Collection<RowData>>> calls =
                new ArrayList<>(Collections.nCopies(keys.length, null));
        List<Collection<RowData>> answers = new ArrayList<>(Collections.nCopies(keys.length, List.of()));
        long[] deadlinesMillis = new long[keys.length];
        int started = 0;
        int oldest = 0;
        for (int finished = 0; finished < keys.length; finished++) {
            while (started < keys.length && started - finished < options.callsMax()) {
                int call = started++;
                deadlinesMillis[call] = clock.currentTimeMillis() + options.timeoutMillis();
                CompletableFuture<Collection<RowData>> future = function.asyncLookup(keys[call]);
                calls.set(call, future);
                CompletableFuture<?> unused = future.whenComplete((rows, failure) -> ended.add(call));
            }
            // Calls have the same time and start in their order: the first that is under way is the first to be late.
            while (calls.get(oldest) == null) {
                oldest++;
            }
            Integer call = ended.poll(deadlinesMillis[oldest] - clock.currentTimeMillis(), TimeUnit.MILLISECONDS);
            if (call == null) {
                throw late();
            }
            CompletableFuture<Collection<RowData>> future = calls.set(call, null);
            @Nullable Collection<RowData> rows = future == null ? null : future.get();
            answers.set(call, rows == null ? List.of() : rows);
        }
        return answers;
    }

    private WeirException late() {
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "A lookup got no answer within " + request.calls().timeoutMillis() + " ms",
                "table " + request.table().table(),
                "Give it more time with 'table.exec.async-lookup.timeout', or in the query's LOOKUP hint with"
                        + " 'timeout'.",
                null);
    }
}
