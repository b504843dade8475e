package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.spi.SplitProgress;
import io.weir.engine.time.Clock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the partitions of one instance with one consumer; a batch holds records of one partition.
 *
 * <p><b>End.</b> A split ends when the consumer's position has reached the split's end. Not when its last record was
 * read: the end may be a transaction's mark, or a gap that compaction left, which no record follows.
 *
 * <p><b>Failure.</b> An unbounded reader waits for a broker that is gone, as Kafka's client does. A bounded one asks
 * what is the matter when nothing has come for a while, and gives up if there is no answer.
 */
final class KafkaSourceReader implements SourceReader {
    private static final int POLL_RECORDS_MIN = 500;
    private static final Duration POLL_WAIT = Duration.ofMillis(1);
    /** After so many polls in vain the reader no longer waits in them, so as not to hold up others on its thread. */
    private static final int WAITING_POLLS_MAX = 16;

    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LAG_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ScanOptions scan;
    private final SplitRegistry registry;
    private final int instance;
    private final int parallelism;
    private final long rowLimit;
    private final Clock clock;
    private final RecordRows rows;
    private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;

    /** All splits of this reader, by partition. */
    private final Map<TopicPartition, KafkaSplit> splits = new HashMap<>();
    /** Those that have not ended. */
    private final Map<TopicPartition, KafkaSplit> active = new HashMap<>();

    /** What the last poll brought and was not given out yet. */
    private ConsumerRecords<ByteBuffer, ByteBuffer> fetched = ConsumerRecords.empty();

    /** Its partitions of which nothing was given out yet. */
    private final Deque<TopicPartition> fetchedPartitions = new ArrayDeque<>();

    /** The partition that {@link #records} are of. */
    private @Nullable TopicPartition current;

    private List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = List.of();
    private int nextRecord;
    private int recordsEnd;
    private int currentSplit;

    /** Where a partition goes on that has no other place: behind the last record taken, or where it has ended. */
    private final Map<TopicPartition, Long> taken = new HashMap<>();

    private final PartitionsRead read = new PartitionsRead();
    private long recordMillis = -1;

    private long rowsGiven;
    private int pollsInVain;
    private long lastRecordsNanos;
    private long nextDiscoveryNanos;
    private long nextLagNanos;
    private long lagRecords = -1;

    KafkaSourceReader(SourceRequest request, ScanOptions scan, SplitRegistry registry, int instance, RecordRows rows) {
        this.scan = scan;
        this.registry = registry;
        this.instance = instance;
        this.rows = rows;
        parallelism = request.parallelism();
        rowLimit = request.limit();
        clock = request.clock();
        consumer = KafkaConsumers.forReading(scan, instance, Math.max(POLL_RECORDS_MIN, request.batchRowsMax()));
        lastRecordsNanos = clock.nanoTime();
        nextDiscoveryNanos = lastRecordsNanos + TimeUnit.MILLISECONDS.toNanos(scan.discoveryIntervalMillis());
        nextLagNanos = lastRecordsNanos;
        start(registry.of(instance, parallelism));
    }

    private void start(List<KafkaSplit> added) {
        for (KafkaSplit split : added) {
            splits.put(split.partition(), split);
            if (split.start() < split.end()) {
                active.put(split.partition(), split);
            }
        }
        consumer.assign(active.keySet());
        for (KafkaSplit split : added) {
            if (split.start() == KafkaSplit.FIRST_KEPT) {
                consumer.seekToBeginning(List.of(split.partition()));
            } else if (active.containsKey(split.partition())) {
                consumer.seek(split.partition(), split.start());
            }
        }
    }

    @Override
    public @Nullable Batch poll() {
        if (rowsGiven >= rowLimit) {
            stop();
        }
        while (!isFinished()) {
            if (nextRecord == recordsEnd && !nextPartition()) {
                endSplits();
                if (isFinished() || !fetch()) {
                    break;
                }
                continue;
            }
            Batch batch = decode();
            if (batch.rowCount() > 0) {
                rowsGiven += batch.rowCount();
                updateLag();
                return batch;
            }
        }
        updateLag();
        return null;
    }

    private Batch decode() {
        long bytesBefore = rows.bytes();
        recordMillis = records.get(nextRecord).timestamp();
        nextRecord = rows.decode(records, nextRecord, recordsEnd);
        if (current != null) {
            long newestMillis = records.get(Math.max(0, nextRecord - 1)).timestamp();
            read.add(current, rows.bytes() - bytesBefore, newestMillis);
        }
        return rows.batch();
    }

    /** Enough rows were given out: the rest is left where it is. */
    private void stop() {
        active.values().forEach(split -> taken.put(split.partition(), nextOffset(split)));
        active.clear();
        fetchedPartitions.clear();
        nextPartition();
    }

    /** Goes on to the next partition of what was fetched; false if there is none. */
    private boolean nextPartition() {
        while (!fetchedPartitions.isEmpty()) {
            TopicPartition partition = fetchedPartitions.remove();
            KafkaSplit split = active.get(partition);
            if (split == null) {
                continue;
            }
            records = fetched.records(partition);
            nextRecord = 0;
            recordsEnd = records.size();
            while (recordsEnd > 0 && records.get(recordsEnd - 1).offset() >= split.end()) {
                recordsEnd--;
            }
            currentSplit = split.index();
            if (recordsEnd > 0) {
                current = partition;
                taken.put(partition, records.get(recordsEnd - 1).offset() + 1);
                return true;
            }
        }
        fetched = ConsumerRecords.empty();
        records = List.of();
        nextRecord = 0;
        recordsEnd = 0;
        return false;
    }

    private boolean fetch() {
        discover();
        if (active.isEmpty()) {
            return false;
        }
        try {
            fetched = consumer.poll(pollsInVain < WAITING_POLLS_MAX ? POLL_WAIT : Duration.ZERO);
        } catch (KafkaException | IllegalStateException e) {
            throw KafkaFailures.of(
                    scan.table(), "reading " + scan.table().topics().description(), e);
        }
        if (fetched.isEmpty()) {
            pollsInVain++;
            checkStall();
            return false;
        }
        pollsInVain = 0;
        lastRecordsNanos = clock.nanoTime();
        fetchedPartitions.addAll(fetched.partitions());
        return true;
    }

    /** Ends the splits whose end the consumer has reached; all their records were given out. */
    private void endSplits() {
        List<KafkaSplit> ended = active.values().stream()
                .filter(split -> split.isBounded() && position(split.partition()) >= split.end())
                .toList();
        for (KafkaSplit split : ended) {
            active.remove(split.partition());
            taken.put(split.partition(), split.end());
        }
        if (!ended.isEmpty()) {
            consumer.assign(active.keySet());
        }
    }

    private long position(TopicPartition partition) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException e) {
            // Not known at the moment: the consumer is finding its place, which the next polls go on with.
            return -1;
        } catch (KafkaException e) {
            throw KafkaFailures.of(scan.table(), "reading " + partition, e);
        }
    }

    /** A bounded reader that gets nothing asks whether its partitions are still there. */
    private void checkStall() {
        long nowNanos = clock.nanoTime();
        if (scan.end().isEmpty() || nowNanos - lastRecordsNanos < STALL_NANOS) {
            return;
        }
        lastRecordsNanos = nowNanos;
        try {
            Set<String> topics = consumer.listTopics().keySet();
            for (TopicPartition partition : active.keySet()) {
                if (!topics.contains(partition.topic())) {
                    throw TopicPartitions.unknown(scan.table(), partition.topic(), topics);
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailures.of(
                    scan.table(),
                    "waiting for records of " + scan.table().topics().description(),
                    e);
        }
    }

    /** Takes on partitions that have been added, now and then. */
    private void discover() {
        long nowNanos = clock.nanoTime();
        if (scan.discoveryIntervalMillis() == 0 || nowNanos < nextDiscoveryNanos) {
            return;
        }
        nextDiscoveryNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(scan.discoveryIntervalMillis());
        try {
            registry.addNew(TopicPartitions.lookUp(scan.table().topics(), consumer));
        } catch (RetriableException e) {
            // The broker is busy or away: the next time is early enough.
            return;
        } catch (KafkaException e) {
            throw KafkaFailures.of(scan.table(), "looking for new partitions", e);
        }
        List<KafkaSplit> added = registry.of(instance, parallelism).stream()
                .filter(split -> !splits.containsKey(split.partition()))
                .toList();
        if (!added.isEmpty()) {
            start(added);
        }
    }

    @Override
    public Map<String, byte[]> positions() {
        Map<String, byte[]> positions = new HashMap<>();
        for (KafkaSplit split : splits.values()) {
            positions.put(split.name(), new KafkaPosition(nextOffset(split), split.end(), split.begin()).toBytes());
        }
        return positions;
    }

    /**
     * The offset behind all that was given out. Where nothing waits here it is the consumer's: that is behind the marks
     * of transactions as well, which no record follows.
     */
    private long nextOffset(KafkaSplit split) {
        TopicPartition partition = split.partition();
        if (partition.equals(current) && nextRecord < recordsEnd) {
            return records.get(nextRecord).offset();
        }
        if (fetchedPartitions.contains(partition)) {
            return fetched.records(partition).get(0).offset();
        }
        long position = active.containsKey(partition) ? position(partition) : -1;
        return position >= 0 ? Math.min(position, split.end()) : taken.getOrDefault(partition, split.start());
    }

    private void updateLag() {
        long nowNanos = clock.nanoTime();
        if (nowNanos - nextLagNanos >= 0) {
            nextLagNanos = nowNanos + LAG_INTERVAL_NANOS;
            lagRecords = lag();
        }
    }

    private long lag() {
        long sum = 0;
        for (KafkaSplit split : active.values()) {
            long waiting = lag(split.partition());
            if (waiting < 0) {
                return -1;
            }
            sum += waiting;
        }
        return sum;
    }

    /** The records that wait at the broker, and those that were fetched and not given out; -1 if that is unknown. */
    private long lag(TopicPartition partition) {
        OptionalLong waiting = active.containsKey(partition) ? consumer.currentLag(partition) : OptionalLong.of(0);
        if (waiting.isEmpty()) {
            return -1;
        }
        int fetchedRecords = fetchedPartitions.contains(partition)
                ? fetched.records(partition).size()
                : 0;
        int ownRecords = partition.equals(current) ? recordsEnd - nextRecord : 0;
        return waiting.getAsLong() + fetchedRecords + ownRecords;
    }

    @Override
    public List<SplitProgress> splitProgress() {
        return splits.values().stream()
                .map(split -> new SplitProgress(
                        split.name(),
                        nextOffset(split),
                        lag(split.partition()),
                        read.newestMillis(split.partition()),
                        read.bytes(split.partition())))
                .toList();
    }

    @Override
    public long recordMillis() {
        return recordMillis;
    }

    @Override
    public int split() {
        return currentSplit;
    }

    @Override
    public boolean isFinished() {
        boolean ends = scan.end().isPresent() || rowsGiven >= rowLimit;
        return ends && active.isEmpty() && nextRecord == recordsEnd && fetchedPartitions.isEmpty();
    }

    @Override
    public boolean isSplitFinished(int split) {
        return active.values().stream().noneMatch(other -> other.index() == split);
    }

    @Override
    public int[] splits() {
        return splits.values().stream().mapToInt(KafkaSplit::index).sorted().toArray();
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(rows.bytes(), rows.skippedRecords(), lagRecords);
    }

    @Override
    public void close() {
        KafkaConsumers.close(scan.table(), consumer);
    }
}
