package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.Delivery;
import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.testing.kit.LineFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, partitions and what is left of a run, epoch by epoch. */
class FilesSinkEpochsTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new VarCharType(100), new VarCharType(100)}, new String[] {"dt", "line"});

    @TempDir
    Path folder;

    private final Map<String, String> options = new HashMap<>();
    private String pipeline = "orders.v2";
    private Delivery delivery = Delivery.EXACTLY_ONCE;
    private boolean isOverwrite;
    private long nowMillis = 1_000_000;

    private final Clock clock = new Clock() {
        @Override
        public long currentTimeMillis() {
            return nowMillis;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    private Sink create() {
        Map<String, String> all = new HashMap<>(Map.of("connector", "filesystem", "format", "line"));
        all.put("path", folder.toString());
        all.putAll(options);
        return new FilesSinkFactory()
                .create(new SinkRequest(
                        "t",
                        all,
                        TYPE,
                        List.of(),
                        new int[0],
                        List.of("dt"),
                        true,
                        2,
                        Map.of(),
                        ZoneOffset.UTC,
                        clock,
                        name -> new LineFormat(),
                        isOverwrite,
                        Map.of(),
                        () -> false,
                        new EpochContext(pipeline, delivery, true)));
    }

    private static void write(SinkWriter writer, String... rows) {
        Batch batch = Columns.batch(TYPE, rows.length);
        for (int i = 0; i < rows.length; i++) {
            String[] fields = rows[i].split(",");
            ((BytesColumn) batch.column(0)).set(i, fields[0]);
            ((BytesColumn) batch.column(1)).set(i, fields[1]);
        }
        batch.setRowCount(rows.length);
        assertThat(writer.write(batch)).isTrue();
        writer.flush();
    }

    private static List<byte[]> prepare(long epoch, SinkWriter... writers) {
        List<byte[]> prepared = new ArrayList<>();
        for (SinkWriter writer : writers) {
            byte[] bytes = writer.prepare(epoch).orElseThrow();
            if (bytes.length > 0) {
                prepared.add(bytes);
            }
        }
        return prepared;
    }

    /** The visible files by folder, their contents put together. */
    private Map<String, String> visible() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".")) {
                    String place = folder.relativize(file.getParent()) + (name.startsWith("_") ? "/" + name : "");
                    contents.merge(place, Files.readString(file), String::concat);
                }
            }
        }
        return contents;
    }

    private List<String> hidden() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    @Test
    void aFileOfLinesGoesOnOverEpochsUntilItIsFull() throws IOException {
        options.put("sink.rolling-policy.file-size", "8 b");
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, "a,1", "a,2");
            sink.commit(1, prepare(1, writer));
            assertThat(visible()).isEmpty();
            write(writer, "a,3", "a,4", "a,5");
            assertThat(visible()).isEmpty();
            sink.commit(2, prepare(2, writer));
            assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n2\n3\n4\n"));
            writer.finish();
            sink.commit(3, prepare(3, writer));
        }
        assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n2\n3\n4\n5\n"));
    }

    @Test
    void aFileOfLinesIsPublishedAtItsAge() throws IOException {
        options.put("sink.rolling-policy.rollover-interval", "10 s");
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, "a,1");
            sink.commit(1, prepare(1, writer));
            assertThat(visible()).isEmpty();
            nowMillis += 10_000;
            sink.commit(2, prepare(2, writer));
            assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n"));
        }
    }

    @Test
    void whatWasDurableOfAFileIsPublishedByTheRunThatGoesOn() throws IOException {
        List<byte[]> prepared;
        Sink killed = create();
        SinkWriter writer = killed.createWriter(0);
        write(writer, "a,1", "b,2");
        prepared = prepare(1, writer);
        killed.commit(1, prepared);
        write(writer, "a,3", "c,4");
        assertThat(visible()).isEmpty();

        for (int i = 0; i < 2; i++) {
            try (Sink sink = create()) {
                assertThat(sink.recover(1, prepared)).isTrue();
                assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n", "dt=b", "2\n"));
                sink.createWriter(0).close();
            }
            assertThat(hidden()).isEmpty();
            assertThat(folder.resolve("dt=c")).doesNotExist();
        }
        write(writer, "a,5");
        assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n", "dt=b", "2\n"));
        writer.close();
        killed.close();
    }

    @Test
    void onlyFilesOfThisPipelineAreTakenAway() throws IOException {
        Sink other = create();
        pipeline = "orders_v2";
        Sink mine = create();
        write(other.createWriter(0), "a,1");
        write(mine.createWriter(0), "a,2");
        Files.writeString(folder.resolve("dt=a/.part-somebody-0-0.inprogress"), "x");
        assertThat(hidden()).hasSize(3);

        try (Sink next = create()) {
            assertThat(next.recover(0, List.of())).isTrue();
            next.createWriter(0).close();
        }

        assertThat(hidden()).hasSize(2).noneMatch(name -> name.startsWith(".part-orders_v2-"));
    }

    @Test
    void anotherSinkOfThePipelineMayHaveTheSameFolder() throws IOException {
        Sink first = create();
        Sink second = create();
        SinkWriter firstWriter = first.createWriter(0);
        SinkWriter secondWriter = second.createWriter(0);
        write(firstWriter, "a,1");
        write(secondWriter, "a,2");
        List<byte[]> firstPrepared = prepare(1, firstWriter);
        List<byte[]> secondPrepared = prepare(1, secondWriter);

        try (Sink one = create();
                Sink two = create()) {
            assertThat(one.recover(1, firstPrepared)).isTrue();
            assertThat(two.recover(1, secondPrepared)).isTrue();
            SinkWriter oneWriter = one.createWriter(0);
            write(oneWriter, "a,3");
            two.createWriter(0).close();
            oneWriter.finish();
            one.commit(2, prepare(2, oneWriter));
        }

        assertThat(visible().get("dt=a").lines()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void aPartitionIsToldCompleteWhenAllItsFilesArePublished() throws IOException {
        options.put("sink.partition-commit.policy.kind", "success-file");
        options.put("sink.partition-commit.trigger", "partition-time");
        options.put("partition.time-extractor.timestamp-pattern", "$dt");
        try (Sink sink = create();
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            write(first, "1970-01-02,1", "1970-01-03,3");
            write(second, "1970-01-02,2");
            sink.commit(1, prepare(1, first, second));
            assertThat(visible()).isEmpty();

            first.onWatermark(86_400_001);
            second.onWatermark(86_400_001);
            List<byte[]> prepared = prepare(2, first, second);
            assertThat(visible()).isEmpty();
            sink.commit(2, prepared);
        }
        assertThat(visible()).containsOnlyKeys("dt=1970-01-02", "dt=1970-01-02/_SUCCESS");
        assertThat(visible().get("dt=1970-01-02").lines()).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void aRunThatGoesOnTellsOfPartitionsThatOthersHaveWritten() throws IOException {
        options.put("sink.partition-commit.policy.kind", "success-file");
        options.put("sink.partition-commit.trigger", "process-time");
        options.put("sink.partition-commit.delay", "1 min");
        List<byte[]> prepared;
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, "a,1");
            writer.finish();
            prepared = prepare(1, writer);
        }
        try (Sink sink = create()) {
            assertThat(sink.recover(1, prepared)).isTrue();
            SinkWriter writer = sink.createWriter(0);
            assertThat(visible()).containsOnlyKeys("dt=a");
            prepared = prepare(2, writer);
            sink.commit(2, prepared);
            nowMillis += 60_000;
            sink.commit(3, prepare(3, writer));
            assertThat(visible()).containsOnlyKeys("dt=a", "dt=a/_SUCCESS");
            assertThat(prepare(4, writer)).isEmpty();
            writer.close();
        }
    }

    @Test
    void filesThatWereTakenAwaySinceTheyWerePublishedAreNoMatter() throws IOException {
        List<byte[]> prepared;
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, "a,1");
            writer.finish();
            prepared = prepare(1, writer);
            sink.commit(1, prepared);
            try (Stream<Path> files = Files.list(folder.resolve("dt=a"))) {
                Files.delete(files.findFirst().orElseThrow());
            }
            sink.commit(1, prepared);
        }
        try (Sink sink = create()) {
            assertThat(sink.recover(1, prepared)).isTrue();
        }
        assertThat(visible()).isEmpty();
    }

    /** As if the disk of the folder were not mounted. */
    @Test
    void aFolderThatIsGoneIsNotTakenForFilesThatWereReadAndDeleted() throws IOException {
        Path home = folder;
        folder = Files.createDirectory(home.resolve("table"));
        Sink killed = create();
        SinkWriter writer = killed.createWriter(0);
        write(writer, "a,1");
        List<byte[]> prepared = prepare(1, writer);
        Path elsewhere = Files.move(folder, home.resolve("elsewhere"));

        try (Sink sink = create()) {
            assertThatThrownBy(() -> sink.recover(1, prepared))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_NOT_FOUND))
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("make an empty folder if these files are not wanted any more");
        }
        Files.move(elsewhere, folder);
        try (Sink sink = create()) {
            assertThat(sink.recover(1, prepared)).isTrue();
        }
        assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n"));
    }

    @Test
    void consumersMayTakeFilesAwayWhileARunBegins() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> consumer = CompletableFuture.runAsync(() -> {
            while (!isOver.get()) {
                try {
                    Files.delete(Files.createTempFile(folder, "part-", ""));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        });

        try {
            for (int i = 0; i < 1000; i++) {
                try (Sink sink = create()) {
                    assertThat(sink.recover(1, List.of())).isTrue();
                }
            }
        } finally {
            isOver.set(true);
            consumer.get();
        }
    }

    @Test
    void aDiskThatHasLostWhatWasSafeIsNamed() throws IOException {
        List<byte[]> prepared;
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            write(writer, "a,1");
            prepared = prepare(1, writer);
        }
        Files.writeString(folder.resolve("dt=a").resolve(hidden().get(0)), "");

        try (Sink sink = create()) {
            assertThatThrownBy(() -> sink.recover(1, prepared))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("has 0 bytes, of the 2 that were safe");
        }
        assertThat(visible()).isEmpty();
    }

    @Test
    void atMostOnceWaitsForNobody() throws IOException {
        delivery = Delivery.AT_MOST_ONCE;
        options.put("sink.rolling-policy.file-size", "4 b");
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            assertThat(sink.guarantee()).isEqualTo(SinkGuarantee.NONE);
            write(writer, "a,1", "a,2", "a,3");
            assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n2\n"));
            assertThat(prepare(1, writer)).isEmpty();
            sink.commit(1, List.of());
            assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n2\n"));
            writer.finish();
            sink.commit(2, prepare(2, writer));
        }
        assertThat(visible()).isEqualTo(Map.of("dt=a", "1\n2\n3\n"));
    }

    @Test
    void overwritingNeedsARunWithoutEpochs() {
        isOverwrite = true;

        assertThatThrownBy(this::create)
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SQL_UNSUPPORTED))
                .hasMessageContaining("SET 'execution.runtime-mode' = 'batch'");
    }
}
