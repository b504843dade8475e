package io.weir.connector.flink;

import io.weir.engine.spi.LookupRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;
import org.apache.flink.table.runtime.functions.table.lookup.CachingLookupFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks a function that answers one key after the other. Keys without rows are asked for again, all of them after one
 * delay: a batch with many of them would hold a barrier up for too long if each waited for itself.
 */
record BlockingLookupCalls(LookupFunction function, LookupRequest.Calls calls) implements LookupCalls {
    @Override
    public List<Collection<RowData>> lookUp(RowData[] keys) throws Exception {
        List<Collection<RowData>> answers = new ArrayList<>(Collections.nCopies(keys.length, List.of()));
        int[] missing = ask(IntStream.range(0, keys.length).toArray(), keys, answers);
        // A cache would remember that there was nothing, so there the function behind it asks again.
        int retries = function instanceof CachingLookupFunction ? 0 : calls.retriesMax();
        for (int retry = 0; retry < retries && missing.length > 0; retry++) {
            Thread.sleep(calls.retryDelayMillis());
            missing = ask(missing, keys, answers);
        }
        return answers;
    }

    /** Asks for some of the keys; the result is those of them without rows. */
    private int[] ask(int[] positions, RowData[] keys, List<Collection<RowData>> answers) throws Exception {
        for (int position : positions) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            @Nullable Collection<RowData> rows = function.lookup(keys[position]);
            answers.set(position, rows == null ? List.of() : rows);
        }
        return IntStream.of(positions)
                .filter(position -> answers.get(position).isEmpty())
                .toArray();
    }
}
