package io.weir.connector.kafka;

import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of all exactly-once Kafka sinks of one run of a pipeline: one for each epoch, through two producers
 * that take turns, so that the rows of an epoch flow while the one before is committed.
 *
 * <p>Each transaction carries the number of its epoch as a {@link CommitMarker}. A later run reads the marker and knows
 * whether an epoch was committed, which Kafka does not tell otherwise. {@code docs/design/006-kafka-transactions.md}
 * has the protocol and why it is right.
 *
 * <p><b>Order.</b> {@link #join} for each sink; {@link #recover} by each sink, again for the epoch before if one of
 * them says no; {@link #start} for each writer; then epochs; {@link #leave} for each sink.
 */
final class PipelineTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineTransactions.class);

    /** What a broker allows unless it is told otherwise: a transaction should outlive an outage. */
    private static final long TIMEOUT_MILLIS_DEFAULT = TimeUnit.MINUTES.toMillis(15);

    /** How old the marker may become while there is nothing to commit; brokers forget it after days. */
    private static final long MARKER_AGE_MAX_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final String MISSING_MARKER = "weir.kafka.missing-marker";

    private final String pipeline;
    private final String cluster;
    private final Clock clock;
    private final AtomicLong waitingBytes = new AtomicLong();

    private final Set<String> prefixes = new TreeSet<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Set<TopicPartition> markerPartitions;
    private final KafkaTable table;
    private final String missingMarker;
    private int sinks;

    private TransactionSlot @Nullable [] slots;
    private @Nullable CommitMarker marker;
    private String lineage = "";
    private long resumedEpoch;
    private boolean isInitialised;
    private boolean isStarted;
    private boolean hasWarned;

    private final AtomicLong markerSequence = new AtomicLong();
    /** Commits hold it; nothing else waits for it. */
    private final Object commitLock = new Object();
    /** The turns of epochs that are not committed. */
    private final NavigableMap<Long, Long> turns = new TreeMap<>();

    private volatile long committedTurn;
    private long markedNanos;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "kafka-commit-marker");
        thread.setDaemon(true);
        return thread;
    });

    PipelineTransactions(String pipeline, String cluster, KafkaTable table, Clock clock, String missingMarker) {
        this.pipeline = pipeline;
        this.cluster = cluster;
        this.table = table;
        this.clock = clock;
        this.missingMarker = missingMarker;
        markerPartitions = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    }

    String cluster() {
        return cluster;
    }

    /** Takes part; the first one's settings of the producer hold for all. */
    synchronized void join(SinkOptions options, TopicPartition first) {
        if (slots != null) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "a run of the pipeline '" + pipeline + "' is under way in this process",
                    "table " + options.table().name(),
                    "Stop it first, or give the pipelines different names",
                    null);
        }
        sinks++;
        markerPartitions.add(new TopicPartition(first.topic(), 0));
        if (!options.transactionalIdPrefix().isEmpty()) {
            prefixes.add(options.transactionalIdPrefix());
        }
        options.table().properties().forEach((key, value) -> {
            String before = properties.putIfAbsent(key, value);
            if (before != null && !before.equals(value) && !key.equals(ProducerConfig.CLIENT_ID_CONFIG)) {
                LOG.warn(
                        "Table {}: 'properties.{}' differs from that of table {}, whose value is used: all sinks of "
                                + "one transaction share their producer",
                        options.table().name(),
                        key,
                        table.name());
            }
        });
        properties.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TIMEOUT_MILLIS_DEFAULT));
    }

    /** Gives up a sink's part; true if it was the last one, and everything is freed. */
    boolean leave() {
        TransactionSlot[] closed;
        synchronized (this) {
            sinks--;
            if (sinks > 0) {
                return false;
            }
            closed = slots;
        }
        executor.shutdownNow();
        if (closed != null) {
            for (TransactionSlot slot : closed) {
                slot.close();
            }
        }
        return true;
    }

    /**
     * Fences off earlier runs, ends what they have left, and finds out whether an epoch was committed.
     *
     * @param prepared what one sink's writers gave
     * @return false if the records of those writers are lost, and the epoch before is to be gone back to
     */
    synchronized boolean recover(long epoch, List<byte[]> prepared) {
        initialise();
        List<PreparedEpoch> parts = prepared.stream()
                .filter(bytes -> bytes.length > 0)
                .map(PreparedEpoch::of)
                .toList();
        resumedEpoch = epoch;
        if (parts.isEmpty()) {
            return true;
        }
        lineage = parts.get(0).lineage();
        if (marker != null && !marker.lineage().equals(lineage)) {
            throw foreign(epoch);
        }
        warnOfRepetition(epoch);
        if (parts.stream().noneMatch(PreparedEpoch::hasRecords)) {
            return true;
        }
        return marker == null ? isTakenAsCommitted(epoch) : marker.epoch() >= epoch;
    }

    /** After a damaged epoch, or from a savepoint, a run goes on from before what readers have seen. */
    private void warnOfRepetition(long epoch) {
        if (marker != null && marker.epoch() > epoch && !hasWarned) {
            hasWarned = true;
            long last = marker.epoch();
            LOG.warn("{}: rows of epochs {} to {} are committed, and come once more", where(), epoch + 1, last);
        }
    }

    private WeirException foreign(long epoch) {
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "whether epoch " + epoch + " was committed cannot be told: since then another pipeline, or another "
                        + "state of this one, has used the transactions named '" + name() + "'",
                where(),
                "Give each pipeline a name or a 'sink.transactional-id-prefix' of its own. If the other one is to be "
                        + "given up, delete the consumer group '" + group() + "' and set '" + MISSING_MARKER + "'",
                null);
    }

    /** Only the user can know when Kafka has forgotten. */
    private boolean isTakenAsCommitted(long epoch) {
        return switch (missingMarker) {
            case "committed" -> true;
            case "not-committed" -> false;
            default ->
                throw new WeirException(
                        ErrorCode.CONNECTOR_FAILED,
                        "whether epoch " + epoch + " was committed cannot be told: the consumer group '" + group()
                                + "' that marks it is gone, because it was deleted or because the pipeline has not run "
                                + "for longer than the broker's offsets.retention.minutes",
                        where(),
                        "Look whether the topic has the epoch's rows, and SET '" + MISSING_MARKER
                                + "' = 'committed' or 'not-committed'",
                        null);
        };
    }

    private void initialise() {
        if (isInitialised) {
            return;
        }
        if (slots == null) {
            ConsumerGroupMetadata group = MarkerGroup.metadata(table, group());
            slots = new TransactionSlot[] {
                new TransactionSlot(KafkaProducers.create(table, properties, name() + "-0"), group, this::nextMarker),
                new TransactionSlot(KafkaProducers.create(table, properties, name() + "-1"), group, this::nextMarker)
            };
        }
        try {
            for (TransactionSlot slot : slots()) {
                slot.initialise();
            }
        } catch (KafkaException e) {
            throw failure("opening transactions", e, 0);
        }
        // Only now: whoever might still have committed is fenced off.
        marker = MarkerGroup.read(table, group(), markerPartitions).orElse(null);
        markerSequence.set(marker == null ? 0 : marker.sequence());
        isInitialised = true;
    }

    private Map<TopicPartition, OffsetAndMetadata> nextMarker(long epoch) {
        OffsetAndMetadata offset = new CommitMarker(markerSequence.incrementAndGet(), lineage, epoch).toOffset();
        return markerPartitions.stream().collect(Collectors.toMap(partition -> partition, partition -> offset));
    }

    /**
     * A writer begins; the first one makes sure that the marker says no more than the epoch that the run goes on from.
     *
     * @return the writer's first turn
     */
    synchronized long start() {
        if (!isStarted) {
            initialise();
            if (lineage.isEmpty()) {
                lineage = Uuid.randomUuid().toString();
            }
            committedTurn = resumedEpoch;
            markedNanos = clock.nanoTime();
            CommitMarker found = marker;
            boolean isOwn = found != null && found.lineage().equals(lineage);
            if (found == null || !isOwn || found.epoch() > resumedEpoch) {
                if (found != null && isOwn) {
                    LOG.warn(
                            "{}: epoch {} is committed, and the run goes on from epoch {}: rows since then show again",
                            where(),
                            found.epoch(),
                            resumedEpoch);
                }
                mark(resumedEpoch);
            }
            isStarted = true;
        }
        return resumedEpoch + 1;
    }

    /** A transaction of nothing but the marker. */
    private void mark(long epoch) {
        TransactionSlot slot = slot(epoch);
        try {
            if (slot.open(epoch, clock.nanoTime()) != null) {
                slot.commit(epoch, epoch);
            }
        } catch (KafkaException | IllegalStateException e) {
            throw failure("marking epoch " + epoch, e, slot.openNanos(clock.nanoTime()));
        }
    }

    /** The producer for rows of that turn; null until the transaction before the last is committed. */
    @Nullable
    KafkaProducer<byte[], byte[]> open(long turn) {
        if (turn > committedTurn + 2) {
            return null;
        }
        try {
            return slot(turn).open(turn, clock.nanoTime());
        } catch (KafkaException | IllegalStateException e) {
            throw failure(turn, "beginning a transaction", e);
        }
    }

    /** A writer has sent its part of the epoch; true once the epoch's marker is sent as well. */
    boolean prepare(long turn, long epoch, boolean hasRecords) {
        synchronized (turns) {
            turns.put(epoch, turn);
        }
        try {
            return !hasRecords || slot(turn).prepare(epoch, executor);
        } catch (KafkaException | IllegalStateException e) {
            throw failure(turn, "marking epoch " + epoch, e);
        }
    }

    /** Commits the epoch's transaction, if there is one and it is not committed; blocks. */
    void commit(long epoch) {
        synchronized (commitLock) {
            Long turn;
            synchronized (turns) {
                turn = turns.get(epoch);
            }
            if (turn == null) {
                return;
            }
            checkOrder(epoch);
            TransactionSlot slot = slot(turn);
            long nowNanos = clock.nanoTime();
            try {
                if (slot.isIdle() && nowNanos - markedNanos > MARKER_AGE_MAX_NANOS) {
                    slot.open(turn, nowNanos);
                }
                if (!slot.isIdle()) {
                    slot.commit(turn, epoch);
                    markedNanos = nowNanos;
                }
            } catch (KafkaException | IllegalStateException e) {
                throw failure(turn, "committing epoch " + epoch, e);
            }
            synchronized (turns) {
                turns.headMap(epoch, true).clear();
            }
            committedTurn = turn;
        }
    }

    /**
     * An epoch that was prepared and never decided cannot be committed with the next one: they are two transactions.
     */
    private void checkOrder(long epoch) {
        for (TransactionSlot slot : slots()) {
            if (slot.isPreparedBefore(epoch)) {
                throw new WeirException(
                        ErrorCode.RUN_FAILED,
                        "epoch " + epoch
                                + " cannot be committed: an epoch before it is prepared in Kafka and was given up",
                        where(),
                        "The run is to go on from the last epoch that was committed",
                        null);
            }
        }
    }

    private TransactionSlot slot(long turn) {
        return slots()[(int) (turn & 1)];
    }

    private TransactionSlot[] slots() {
        TransactionSlot[] all = slots;
        if (all == null) {
            throw new IllegalStateException("not started");
        }
        return all;
    }

    AtomicLong waitingBytes() {
        return waitingBytes;
    }

    String lineage() {
        return lineage;
    }

    /** What transactional ids and the group begin with. */
    private String name() {
        return prefixes.isEmpty() ? "weir-" + pipeline : prefixes.iterator().next();
    }

    private String group() {
        return name() + "-epochs";
    }

    private String where() {
        return "pipeline '" + pipeline + "', Kafka at " + cluster;
    }

    WeirException failure(long turn, String doing, Exception cause) {
        return failure(doing, cause, slot(turn).openNanos(clock.nanoTime()));
    }

    private WeirException failure(String doing, Exception cause, long openNanos) {
        long timeoutMillis = Long.parseLong(properties.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
        boolean isTimedOut = TimeUnit.NANOSECONDS.toMillis(openNanos) >= timeoutMillis;
        return KafkaFailures.ofTransaction(table, name(), group(), doing, cause, isTimedOut ? timeoutMillis : 0);
    }
}
