package io.weir.engine.function;

import io.weir.columnar.Column;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an asynchronous function for the rows of a batch: started in the order of the rows, only so many at
 * once, made again when they fail, and never waited for. Whoever has them polls them until all have answered.
 *
 * <p>The function answers on threads of its own; everything here runs on the operator's.
 */
public final class AsyncCalls {
    private static final String METHOD = "eval";
    private static final int FREE = -1;

    private final UserFunction function;
    private final AsyncOptions options;
    private final boolean isTable;
    private final MethodHandle method;

    // One entry for each call that may be under way.
    private final int[] rows;
    private final @Nullable CompletableFuture<@Nullable Object>[] futures;
    private final int[] attempts;
    private final long[] deadlinesMillis;
    private final long[] retryTimesMillis;

    private Column[] arguments = new Column[0];
    private @Nullable Object[] answers = new @Nullable Object[0];
    private int rowCount;
    private int next;
    private int underWay;

    /**
     * Makes the calls of a function.
     *
     * @param function of kind ASYNC_SCALAR, which is not asked about rows with a NULL among the arguments and gives
     *     NULL for them, or ASYNC_TABLE, which is, and is asked again when it gives no rows; both as in Flink
     */
    @SuppressWarnings("unchecked")
    public AsyncCalls(UserFunction function, AsyncOptions options, boolean isTable) {
        this.function = function;
        this.options = options;
        this.isTable = isTable;
        this.method = FunctionMethod.find(function, METHOD, List.of(CompletableFuture.class), void.class)
                .asType(MethodType.methodType(void.class, CompletableFuture.class, Column[].class, int.class));
        rows = new int[options.callsMax()];
        futures = (CompletableFuture<@Nullable Object>[]) new CompletableFuture<?>[options.callsMax()];
        attempts = new int[options.callsMax()];
        deadlinesMillis = new long[options.callsMax()];
        retryTimesMillis = new long[options.callsMax()];
        Arrays.fill(rows, FREE);
    }

    /** Takes the arguments of the next batch; they stay as they are until all calls have answered. */
    public void begin(Column[] columns, int count) {
        arguments = columns;
        rowCount = count;
        next = 0;
        if (answers.length < count) {
            answers = new @Nullable Object[count];
        }
    }

    /** What the function answered for a row, when all have answered. */
    public @Nullable Object answer(int row) {
        return answers[row];
    }

    /** Forgets the answers, so that they can be freed. */
    public void end() {
        Arrays.fill(answers, 0, rowCount, null);
    }

    /** Starts calls and takes answers; true when all rows have theirs. */
    public boolean poll(long nowMillis) {
        for (int call = 0; call < rows.length; call++) {
            boolean isFree = rows[call] == FREE || step(call, nowMillis);
            while (isFree && startNext(call, nowMillis)) {
                isFree = step(call, nowMillis);
            }
        }
        return next == rowCount && underWay == 0;
    }

    /** Starts the call for the next row that needs one; false if there is none. */
    private boolean startNext(int call, long nowMillis) {
        while (next < rowCount && !isTable && hasNull(next)) {
            answers[next++] = null;
        }
        if (next == rowCount) {
            return false;
        }
        rows[call] = next++;
        attempts[call] = 0;
        deadlinesMillis[call] = nowMillis + options.timeoutMillis();
        underWay++;
        start(call);
        return true;
    }

    private boolean hasNull(int row) {
        for (Column argument : arguments) {
            if (argument.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    private void start(int call) {
        CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
        futures[call] = future;
        attempts[call]++;
        try {
            method.invokeExact((CompletableFuture<?>) future, arguments, rows[call]);
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    /** Looks after a call; true if it has ended. */
    private boolean step(int call, long nowMillis) {
        CompletableFuture<@Nullable Object> future = futures[call];
        if (future == null && nowMillis >= retryTimesMillis[call]) {
            start(call);
            future = futures[call];
        }
        if (future != null && future.isDone() && finish(call, future, nowMillis)) {
            return true;
        }
        if (nowMillis >= deadlinesMillis[call]) {
            throw timedOut(rows[call]);
        }
        return false;
    }

    /** Takes the answer; false if the call is to be made again. */
    private boolean finish(int call, CompletableFuture<@Nullable Object> future, long nowMillis) {
        int row = rows[call];
        boolean mayRetry = attempts[call] <= options.retriesMax();
        Object answer;
        try {
            answer = future.join();
        } catch (CompletionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (!mayRetry) {
                throw FunctionFailures.ofRow(function, METHOD, arguments, row, cause);
            }
            return retry(call, nowMillis);
        }
        boolean isEmpty = isTable && (answer == null || ((Collection<?>) answer).isEmpty());
        if (isEmpty && mayRetry) {
            return retry(call, nowMillis);
        }
        answers[row] = answer;
        futures[call] = null;
        rows[call] = FREE;
        underWay--;
        return true;
    }

    private boolean retry(int call, long nowMillis) {
        futures[call] = null;
        retryTimesMillis[call] = nowMillis + options.retryDelayMillis();
        return false;
    }

    private WeirException timedOut(int row) {
        WeirException failure = FunctionFailures.ofRow(
                function,
                METHOD,
                arguments,
                row,
                new TimeoutException("no answer within " + options.timeoutMillis() + " ms"));
        return new WeirException(
                ErrorCode.FUNCTION_FAILED,
                "The function gave no answer within " + options.timeoutMillis() + " ms",
                failure.where(),
                "Let it complete its future in any case, or give it more time with 'table.exec.async-"
                        + (isTable ? "table" : "scalar") + ".timeout'.",
                null);
    }
}
