package io.weir.connector.kafka;

import io.weir.plan.WeirException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** One writer's place in the transactions of its pipeline. */
final class TransactionTarget implements RecordTarget {
    private final PipelineTransactions transactions;
    /** Which transaction the writer's records belong to; one more with each epoch. */
    private long turn;

    TransactionTarget(PipelineTransactions transactions) {
        this.transactions = transactions;
        turn = transactions.start();
    }

    @Override
    public @Nullable KafkaProducer<byte[], byte[]> producer() {
        return transactions.open(turn);
    }

    @Override
    public AtomicLong waitingBytes() {
        return transactions.waitingBytes();
    }

    @Override
    public boolean mark(long epoch, boolean hasRecords) {
        return transactions.prepare(turn, epoch, hasRecords);
    }

    @Override
    public byte[] endEpoch(boolean hasRecords) {
        turn++;
        return new PreparedEpoch(transactions.lineage(), hasRecords).toBytes();
    }

    @Override
    public void finish() {
        // What is in a transaction is waited for when the epoch is prepared.
    }

    @Override
    public WeirException failure(String doing, Exception cause) {
        return transactions.failure(turn, doing, cause);
    }

    @Override
    public void close(boolean isFinished) {
        // The producers are the pipeline's.
    }
}
