package io.weir.connector.redis;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up without waiting for each: a thread of its own asks for all keys that have come meanwhile in one
 * pipeline. How many wait is limited by whoever asks, {@code table.exec.async-lookup.buffer-capacity}.
 */
public final class RedisAsyncLookupFunction extends AsyncLookupFunction {
    /** Keys in one pipeline. */
    private static final int PIPELINE_KEYS_MAX = 500;

    private static final long serialVersionUID = 1L;

    private final RedisTable table;
    private final int[] columns;
    private final int[] keyFields;

    private transient @Nullable Asking asking;

    RedisAsyncLookupFunction(RedisTable table, int[] columns, int[] keyFields) {
        this.table = table;
        this.columns = columns.clone();
        this.keyFields = keyFields.clone();
    }

    @Override
    public void open(FunctionContext context) {
        Asking made = new Asking(new RowLookup(table, columns, keyFields), new RedisSession(table.options()));
        made.thread.start();
        asking = made;
    }

    @Override
    public CompletableFuture<Collection<RowData>> asyncLookup(RowData askedRow) {
        Asking current = Objects.requireNonNull(asking, "looked up before it was opened");
        Optional<byte[]> key = current.lookup.key(askedRow);
        if (key.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Question question = new Question(askedRow, key.get(), new CompletableFuture<>());
        current.questions.add(question);
        return question.answer;
    }

    @Override
    public void close() {
        Asking current = asking;
        asking = null;
        if (current != null) {
            current.stop();
        }
    }

    private record Question(RowData askedRow, byte[] key, CompletableFuture<Collection<RowData>> answer) {}

    /** The thread that talks to Redis. */
    private static final class Asking {
        final RowLookup lookup;
        final RedisSession session;
        final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
        final Thread thread = new Thread(this::run, "weir-redis-lookup");

        Asking(RowLookup lookup, RedisSession session) {
            this.lookup = lookup;
            this.session = session;
            thread.setDaemon(true);
        }

        private void run() {
            List<Question> asked = new ArrayList<>();
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    asked.add(questions.take());
                    questions.drainTo(asked, PIPELINE_KEYS_MAX - 1);
                    answer(asked);
                    asked.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                session.close();
            }
        }

        private void answer(List<Question> asked) {
            List<Object> answers;
            try {
                answers = session.pipeline(
                        "looking rows up",
                        lookup.command(),
                        asked.stream().map(Question::key).toList());
            } catch (RuntimeException e) {
                asked.forEach(question -> fail(question, e));
                return;
            }
            for (int i = 0; i < asked.size(); i++) {
                Question question = asked.get(i);
                try {
                    boolean unused =
                            question.answer.complete(lookup.rows(question.askedRow, question.key, answers.get(i)));
                } catch (RuntimeException e) {
                    fail(question, e);
                }
            }
        }

        private static void fail(Question question, RuntimeException failure) {
            boolean unused = question.answer.completeExceptionally(failure);
        }

        /** Nobody waits for answers any more, but whoever does is told. */
        void stop() {
            thread.interrupt();
            session.abandon();
            WeirException stopped = new WeirException(ErrorCode.CANCELLED, "stopped while looking rows up");
            for (Question left = questions.poll(); left != null; left = questions.poll()) {
                fail(left, stopped);
            }
        }
    }
}
