package io.weir.connector.flink;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.LookupFunction;
import org.jspecify.annotations.Nullable;

/** Asks a function that answers one key after the other. */
record BlockingLookupCalls(LookupFunction function) implements LookupCalls {
    @Override
    public List<Collection<RowData>> lookUp(RowData[] keys) throws Exception {
        List<Collection<RowData>> answers = new ArrayList<>(keys.length);
        for (RowData key : keys) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            @Nullable Collection<RowData> rows = function.lookup(key);
            answers.add(rows == null ? List.of() : rows);
        }
        return answers;
    }
}
