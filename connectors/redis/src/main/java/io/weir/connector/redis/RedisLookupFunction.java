package io.weir.connector.redis;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;
import org.jspecify.annotations.Nullable;

/** Looks one row up by its key, and waits for it: what Redis has at that moment. */
public final class RedisLookupFunction extends LookupFunction {
    private static final long serialVersionUID = 1L;

    private final RedisTable table;
    private final int[] columns;
    private final int[] keyFields;

    /** Made where the function runs. */
    private transient @Nullable RowLookup lookup;

    private transient @Nullable RedisSession session;

    RedisLookupFunction(RedisTable table, int[] columns, int[] keyFields) {
        this.table = table;
        this.columns = columns.clone();
        this.keyFields = keyFields.clone();
    }

    @Override
    public void open(FunctionContext context) {
        lookup = new RowLookup(table, columns, keyFields);
        session = new RedisSession(table.options());
    }

    @Override
    public Collection<RowData> lookup(RowData askedRow) {
        RowLookup current = Objects.requireNonNull(lookup, "looked up before it was opened");
        Optional<byte[]> key = current.key(askedRow);
        if (key.isEmpty()) {
            return List.of();
        }
        List<Object> answers = Objects.requireNonNull(session, "looked up before it was opened")
                .pipeline("looking rows up", current.command(), List.of(key.get()));
        return current.rows(askedRow, key.get(), answers.get(0));
    }

    @Override
    public void close() {
        RedisSession current = session;
        session = null;
        if (current != null) {
            current.close();
        }
    }
}
