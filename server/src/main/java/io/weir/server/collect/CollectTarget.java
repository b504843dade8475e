package io.weir.server.collect;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where the records of a table go. */
sealed interface CollectTarget extends AutoCloseable permits LogTarget, KafkaTarget {
    /**
     * Makes records safe.
     *
     * @param keys the key of each, of no length for none; empty if the table has no keys
     * @return completes when all of them are; exceptionally with a {@link io.weir.plan.WeirException} if they may not
     *     be
     */
    CompletableFuture<Void> send(List<byte[]> records, List<byte[]> keys);

    @Override
    void close();
}
