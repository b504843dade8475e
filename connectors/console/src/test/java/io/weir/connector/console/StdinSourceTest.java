package io.weir.connector.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StdinSourceTest {
    private long limit = Long.MAX_VALUE;
    private Map<String, String> configuration = Map.of();

    private Source create(InputStream in, int parallelism, int batchRowsMax) {
        return create(new StandardStreams(() -> in, () -> System.out, () -> System.err), parallelism, batchRowsMax);
    }

    private Source create(StandardStreams streams, int parallelism, int batchRowsMax) {
        return new StdinSourceFactory(streams)
                .create(Requests.source(
                        List.of(new SourceRequest.Field("line", new VarCharType(VarCharType.MAX_LENGTH), "")),
                        Map.of("connector", "stdin", "format", "line"),
                        configuration,
                        parallelism,
                        batchRowsMax,
                        limit));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rows(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            rows.add(((BytesColumn) batch.column(0)).getString(i));
        }
        return rows;
    }

    private List<String> read(InputStream in, int parallelism, int batchRowsMax) {
        Map<Long, List<String>> batches = new TreeMap<>();
        List<SourceReader> readers = new ArrayList<>();
        try (Source source = create(in, parallelism, batchRowsMax)) {
            for (int i = 0; i < parallelism; i++) {
                readers.add(source.createReader(i));
            }
            while (readers.stream().anyMatch(reader -> !reader.isFinished())) {
                for (SourceReader reader : readers) {
                    Batch batch = reader.poll();
                    if (batch != null) {
                        assertThat(batch.rowCount()).isBetween(1, batchRowsMax);
                        assertThat(batches.put(batch.sequence(), rows(batch))).isNull();
                    }
                }
            }
            readers.forEach(SourceReader::close);
        }
        List<String> rows = new ArrayList<>();
        long expected = 0;
        for (Map.Entry<Long, List<String>> entry : batches.entrySet()) {
            assertThat(entry.getKey()).isEqualTo(expected++);
            rows.addAll(entry.getValue());
        }
        return rows;
    }

    @ParameterizedTest
    @CsvSource({"1,4096", "2,4096", "3,1", "2,7"})
    void everyLineIsReadOnceAndInOrder(int parallelism, int batchRowsMax) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            expected.add("line " + i + "x".repeat(i % 50));
        }

        assertThat(read(bytes(String.join("\n", expected)), parallelism, batchRowsMax))
                .isEqualTo(expected);
    }

    @Test
    void emptyInputGivesNothing() {
        assertThat(read(bytes(""), 2, 4096)).isEmpty();
    }

    @Test
    void aLongLineIsReadWhole() {
        String line = "x".repeat(5_000_000);
        assertThat(read(bytes("a\n" + line + "\nb"), 2, 4096)).containsExactly("a", line, "b");
    }

    @Test
    void aLineOfALivePipeIsGivenOutAtOnce() throws IOException, InterruptedException {
        PipedOutputStream writer = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(writer);
                Source source = create(in, 1, 4096);
                SourceReader reader = source.createReader(0)) {
            writer.write("first\nsec".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertThat(rows(await(reader))).containsExactly("first");
            assertThat(reader.poll()).isNull();
            assertThat(reader.isFinished()).isFalse();
            writer.write("ond\nthird".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertThat(rows(await(reader))).containsExactly("second");
            writer.close();
            assertThat(rows(await(reader))).containsExactly("third");
            assertThat(reader.poll()).isNull();
            assertThat(reader.isFinished()).isTrue();
        }
    }

    private static Batch await(SourceReader reader) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            Batch batch = reader.poll();
            if (batch != null) {
                return batch;
            }
            Thread.sleep(1);
        }
        throw new AssertionError("no batch within 20 s");
    }

    @Test
    void aSlowReaderStopsTheWriter() throws Exception {
        PipedOutputStream writer = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(writer, 1000);
                Source source = create(in, 1, 1);
                SourceReader reader = source.createReader(0)) {
            byte[] line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
            Thread thread = new Thread(() -> {
                try (writer) {
                    for (int i = 0; i < 10_000; i++) {
                        writer.write(line);
                    }
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            thread.start();
            await(reader);
            assertThat(thread.isAlive()).isTrue();
            int count = 1;
            while (!reader.isFinished()) {
                count += reader.poll() == null ? 0 : 1;
            }
            thread.join();
            assertThat(count).isEqualTo(10_000);
        }
    }

    @Test
    void aBadLineIsNamedByItsByte() {
        assertThatThrownBy(() -> read(bytes("good\ngood\nbad"), 1, 4096))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNDECODABLE))
                .hasMessageStartingWith("standard input, byte 10: a bad line");
    }

    @Test
    void aLineBeyondTheLimitIsAnError() {
        configuration = Map.of("weir.record.bytes-max", "1 mb");

        assertThatThrownBy(() -> read(bytes("a\n" + "x".repeat(2 << 20)), 1, 4096))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining(
                        "standard input, byte 2: the record that begins here is longer than 1048576 bytes");
    }

    @Test
    void anErrorOfTheStreamIsReported() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the device is gone");
            }
        };
        assertThatThrownBy(() -> read(broken, 1, 4096))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("standard input: cannot be read: the device is gone");
    }

    @Test
    void aLimitEndsALivePipe() throws IOException, InterruptedException {
        limit = 1;
        PipedOutputStream writer = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(writer);
                Source source = create(in, 1, 1);
                SourceReader reader = source.createReader(0)) {
            writer.write("first\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertThat(rows(await(reader))).containsExactly("first");
            reader.poll();
            assertThat(reader.isFinished()).isTrue();
        }
    }

    @Test
    void standardInputCanBeReadOnlyOnce() {
        InputStream in = bytes("a");
        StandardStreams streams = new StandardStreams(() -> in, () -> System.out, () -> System.err);
        try (Source first = create(streams, 1, 1);
                Source second = create(streams, 1, 1)) {
            first.createReader(0).close();
            assertThatThrownBy(() -> second.createReader(0))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("standard input is read already, by table catalog.database.t");
        }
    }
}
