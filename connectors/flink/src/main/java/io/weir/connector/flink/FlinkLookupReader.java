package io.weir.connector.flink;

import io.weir.columnar.Batch;
import io.weir.engine.spi.LookupReader;
import io.weir.engine.spi.LookupRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowDataAppender;
import io.weir.engine.type.RowDataConverter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up with one of Flink's functions, on a thread of its own: the function may wait for its database as long
 * as it likes, and the engine's thread goes on.
 */
final class FlinkLookupReader implements LookupReader {
    /** For so long a function is waited for that is to stop. */
    private static final long CLOSE_LIMIT_SECONDS = 10;

    private final LookupRequest request;
    private final LookupCalls calls;
    private final UserDefinedFunction function;
    private final ExecutorService thread;
    private final RowDataConverter converter;
    private final RowDataAppender appender;
    private final ProjectedRowData wanted;
    private final Batch rows;
    private final Future<?> opened;

    private volatile boolean hasOpened;
    private @Nullable Future<List<Collection<RowData>>> answers;
    private int[] origins = new int[0];

    FlinkLookupReader(
            LookupRequest request,
            UserDefinedFunction function,
            LookupCalls calls,
            LookupContext context,
            int[] producedIndexes) {
        this.request = request;
        this.calls = calls;
        this.function = function;
        converter = new RowDataConverter(request.keyType());
        appender = new RowDataAppender(request.table().rowType());
        wanted = ProjectedRowData.from(producedIndexes);
        rows = Columns.batch(request.table().rowType(), 0);
        thread = Executors.newSingleThreadExecutor(task -> {
            Thread daemon = new Thread(task, "weir-lookup " + request.table().table());
            daemon.setDaemon(true);
            // Where a connector looks for a driver.
            daemon.setContextClassLoader(context.getUserCodeClassLoader());
            return daemon;
        });
        opened = thread.submit(() -> {
            function.open(context);
            hasOpened = true;
            return null;
        });
    }

    @Override
    public void begin(Batch keys) {
        RowData[] asked = new RowData[keys.rowCount()];
        for (int i = 0; i < asked.length; i++) {
            asked[i] = converter.toRowData(keys, i);
        }
        answers = thread.submit(() -> hasOpened ? calls.lookUp(asked) : List.of());
    }

    @Override
    public boolean poll() {
        Future<List<Collection<RowData>>> asked = answers;
        if (asked == null || !asked.isDone()) {
            return asked == null;
        }
        try {
            opened.get();
            take(asked.get());
            return true;
        } catch (ExecutionException e) {
            throw Failures.ofLookup(request.table().table(), e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw Failures.ofLookup(request.table().table(), e);
        }
    }

    private void take(List<Collection<RowData>> found) {
        rows.reset();
        for (int key = 0; key < found.size(); key++) {
            for (RowData row : found.get(key)) {
                int at = rows.rowCount();
                appender.append(wanted.replaceRow(row), rows);
                if (at == origins.length) {
                    origins = Arrays.copyOf(origins, Math.max(16, at + (at >> 1)));
                }
                origins[at] = key;
            }
        }
        answers = null;
    }

    @Override
    public Batch rows() {
        return rows;
    }

    @Override
    public int[] origins() {
        return origins;
    }

    /**
     * A function that does not heed the interruption is left to its thread, which keeps no process alive, and closes
     * the function when it returns.
     */
    @Override
    public void close() {
        boolean isGivenUp = opened.cancel(true) | (answers != null && answers.cancel(true));
        Future<?> closed = thread.submit(() -> {
            function.close();
            return null;
        });
        thread.shutdown();
        try {
            if (thread.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                closed.get();
            }
        } catch (ExecutionException e) {
            // Of a function that could not be opened, or was interrupted, nothing else is to be expected.
            if (hasOpened && !isGivenUp) {
                throw Failures.ofLookup(request.table().table(), e.getCause() == null ? e : e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
