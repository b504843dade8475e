package io.weir.testing.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Cases that are under way a few at a time, because they wait more than they work: jobs of a cluster start slowly. */
final class ContractCases<T> {
    private final ExecutorService threads;
    private final Map<String, Future<T>> results = new HashMap<>();

    /** @param atATime so few that a cluster has slots for all */
    ContractCases(int atATime) {
        threads = Executors.newFixedThreadPool(atATime);
    }

    /** Begins a case, once a thread is free. */
    void begin(String name, Callable<T> body) {
        results.put(name, threads.submit(body));
    }

    /** What a case came to. */
    T result(String name) throws InterruptedException {
        try {
            return Objects.requireNonNull(results.get(name), name).get();
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e);
        }
    }

    /** Begins nothing more, and waits for what is under way. */
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
}
