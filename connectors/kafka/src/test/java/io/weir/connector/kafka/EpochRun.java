package io.weir.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A run of a pipeline as its sinks see it, as if it were a process of its own: it shares nothing with other runs but
 * Kafka and the manifests. It writes the numbers from a position on, each into all of its topics.
 */
final class EpochRun implements AutoCloseable {
    static final RowType ID = RowType.of(new LogicalType[] {KafkaFixture.BIGINT}, new String[] {"id"});

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final List<Sink> sinks = new ArrayList<>();
    private final List<SinkWriter> writers = new ArrayList<>();
    private final int parallelism;
    private long epoch;
    private long position;

    /** What is published of an epoch: the position of the source, and what each sink's writers have prepared. */
    record Saved(long epoch, long position, List<List<byte[]>> prepared) {}

    /** What a run is of: the sinks' options, one for each sink. */
    record Setup(String pipeline, int parallelism, Map<String, String> configuration, List<Map<String, String>> sinks) {
        static Setup of(String pipeline, Map<String, String> configuration, String... topics) {
            List<Map<String, String>> sinks = new ArrayList<>();
            for (String topic : topics) {
                sinks.add(KafkaFixture.options(topic));
            }
            return new Setup(pipeline, 1, configuration, sinks);
        }

        static Setup of(String pipeline, String... topics) {
            return of(pipeline, Map.of(), topics);
        }
    }

    EpochRun(Setup setup) {
        this(setup, new TransactionRegistry(), Clock.SYSTEM);
    }

    EpochRun(Setup setup, TransactionRegistry registry, Clock clock) {
        parallelism = setup.parallelism();
        try {
            for (Map<String, String> options : setup.sinks()) {
                sinks.add(new KafkaSinkFactory(registry).create(request(setup, options, clock)));
            }
        } catch (RuntimeException e) {
            sinks.forEach(Sink::close);
            throw e;
        }
    }

    static SinkRequest request(Setup setup, Map<String, String> options, Clock clock) {
        EpochContext epochs = new EpochContext(setup.pipeline(), Delivery.EXACTLY_ONCE, true);
        return new SinkRequest(
                "clicks",
                options,
                ID,
                List.of(),
                new int[0],
                List.of(),
                true,
                setup.parallelism(),
                setup.configuration(),
                ZoneOffset.UTC,
                clock,
                name -> new PairsFormat(),
                false,
                Map.of(),
                () -> false,
                epochs);
    }

    /** Goes on from the newest manifest that its sinks let it; the others are taken away. */
    EpochRun recover(List<Saved> manifests) {
        while (true) {
            Saved newest = manifests.isEmpty() ? new Saved(0, 0, List.of()) : manifests.get(manifests.size() - 1);
            boolean isCommitted = true;
            for (int i = 0; i < sinks.size(); i++) {
                List<byte[]> prepared = newest.prepared().isEmpty()
                        ? List.of()
                        : newest.prepared().get(i);
                isCommitted &= sinks.get(i).recover(newest.epoch(), prepared);
            }
            if (isCommitted) {
                epoch = newest.epoch();
                position = newest.position();
                sinks.forEach(sink -> {
                    for (int i = 0; i < parallelism; i++) {
                        writers.add(sink.createWriter(i));
                    }
                });
                return this;
            }
            manifests.remove(manifests.size() - 1);
        }
    }

    long epoch() {
        return epoch;
    }

    long position() {
        return position;
    }

    Sink sink(int index) {
        return sinks.get(index);
    }

    SinkWriter writer(int index) {
        return writers.get(index);
    }

    static Batch batch(long first, int count) {
        Batch batch = Columns.batch(ID, Math.max(1, count));
        for (int i = 0; i < count; i++) {
            ((LongColumn) batch.column(0)).set(i, first + i);
        }
        batch.setRowCount(count);
        return batch;
    }

    /** Writes so many numbers, each through one writer of each sink. */
    EpochRun write(int count) {
        for (int i = 0; i < writers.size(); i += parallelism) {
            SinkWriter writer = writers.get(i + (int) (position % parallelism));
            Batch batch = batch(position, count);
            long end = System.nanoTime() + LIMIT_NANOS;
            while (!writer.write(batch)) {
                assertThat(System.nanoTime()).as("the writer takes nothing").isLessThan(end);
                Thread.onSpinWait();
            }
            writer.flush();
        }
        position += count;
        return this;
    }

    /** Ends an epoch; what is given is to be published. */
    Saved prepare() {
        epoch++;
        List<List<byte[]>> prepared = new ArrayList<>();
        for (int i = 0; i < writers.size(); i++) {
            if (i % parallelism == 0) {
                prepared.add(new ArrayList<>());
            }
            prepared.get(i / parallelism).add(prepare(writers.get(i), epoch));
        }
        return new Saved(epoch, position, prepared);
    }

    static byte[] prepare(SinkWriter writer, long epoch) {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            Optional<byte[]> prepared = writer.prepare(epoch);
            if (prepared.isPresent()) {
                return prepared.get();
            }
            assertThat(System.nanoTime()).as("epoch %s is not prepared", epoch).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    void commit(Saved saved) {
        for (int i = 0; i < sinks.size(); i++) {
            sinks.get(i).commit(saved.epoch(), saved.prepared().get(i));
        }
    }

    /** A whole epoch. */
    EpochRun epoch(int count, List<Saved> manifests) {
        write(count);
        Saved saved = prepare();
        manifests.add(saved);
        commit(saved);
        return this;
    }

    @Override
    public void close() {
        writers.forEach(SinkWriter::close);
        sinks.forEach(Sink::close);
    }

    /** The numbers that a reader of committed records finds in a topic, in order. */
    static List<Long> committed(String topic) {
        return committed(topic, KafkaFixture.KAFKA.bootstrapServers());
    }

    static List<Long> committed(String topic, String servers) {
        KafkaFixture.awaitDecidedTransactions(servers);
        Map<String, String> options = KafkaFixture.options(
                topic, "properties.isolation.level", "read_committed", "properties.bootstrap.servers", servers);
        return KafkaFixture.read(KafkaFixture.request(options, 1, KafkaFixture.field("id", KafkaFixture.BIGINT)))
                .values()
                .stream()
                .flatMap(List::stream)
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    static List<Long> numbers(long count) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
