package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.table.types.logical.IntType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading that goes on where an epoch has left it: at every place, in every way of reading, and not in other files. */
class FilesSourceRestoreTest extends FilesSourceFixture {
    private static final Map<String, byte[]> BEGINNING = Map.of();

    /** Reads some batches from a position on, with readers in turn, and cuts. */
    private Map<String, byte[]> readSome(Source source, Map<String, byte[]> from, int batches, List<String> rows) {
        if (!from.isEmpty()) {
            source.restore(from);
        }
        List<SourceReader> readers = List.of(source.createReader(0), source.createReader(1));
        int taken = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (taken < batches && readers.stream().anyMatch(reader -> !reader.isFinished())) {
            assertThat(System.nanoTime()).isLessThan(end);
            Batch batch = readers.get(taken % 2).poll();
            if (batch == null) {
                batch = readers.get((taken + 1) % 2).poll();
            }
            if (batch != null) {
                assertThat(batch.sequence()).isEqualTo(taken);
                for (int i = 0; i < batch.rowCount(); i++) {
                    rows.add(text(batch, i));
                }
                taken++;
            }
        }
        Map<String, byte[]> positions = readers.get(1).positions();
        readers.forEach(SourceReader::close);
        return positions;
    }

    private Map<String, byte[]> readSome(Map<String, byte[]> from, int batchRows, int batches, List<String> rows) {
        try (Source source = create(2, batchRows)) {
            return readSome(source, from, batches, rows);
        }
    }

    private static List<String> lines(String name, int count, Random random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(name + i + "-" + "x".repeat(random.nextInt(60)));
        }
        return lines;
    }

    private void write(String name, List<String> lines, boolean isCompressed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        String text = String.join("\n", lines) + (name.contains("open") ? "" : "\n");
        try (OutputStream out =
                isCompressed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** From large batches, which are ranges of bytes, to small ones, which are cut record by record, and back. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyRowIsReadOnceAcrossManyCuts(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 5; file++) {
            boolean isCompressed = seed % 3 == 0 && file % 2 == 1;
            String name = "f" + file + (random.nextBoolean() ? "-open" : "") + (isCompressed ? ".gz" : "");
            List<String> lines = lines(name, 1 + random.nextInt(4000), random);
            write(name, lines, isCompressed);
            expected.addAll(lines);
        }
        Files.createFile(folder.resolve("f2a-empty"));

        List<String> rows = new ArrayList<>();
        Map<String, byte[]> position = BEGINNING;
        for (int run = 0; rows.size() < expected.size(); run++) {
            assertThat(run).as("seed %d gets on", seed).isLessThan(2000);
            int batchRows = new int[] {1, 10, 4096, 1024, 100}[random.nextInt(5)];
            position = readSome(position, batchRows, random.nextInt(6), rows);
        }

        assertThat(rows).as("seed %d", seed).isEqualTo(expected);
        readSome(position, 100, 100, rows);
        assertThat(rows).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 4096})
    void whatIsAppendedAndWhatIsNewIsNotReadInARunThatEnds(int batchRows) throws IOException {
        List<String> first = lines("a", 3000, new Random(1));
        List<String> second = lines("b", 3000, new Random(2));
        write("a", first, false);
        write("b", second, false);
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> position = readSome(BEGINNING, batchRows, 2, rows);

        Files.writeString(folder.resolve("a"), "more\n", StandardOpenOption.APPEND);
        Files.writeString(folder.resolve("b"), "more\n", StandardOpenOption.APPEND);
        write("aa", List.of("new"), false);
        readSome(position, batchRows, Integer.MAX_VALUE, rows);

        List<String> expected = new ArrayList<>(first);
        expected.addAll(second);
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void aFolderThatIsMonitoredGoesOnWithFilesThatWereNotSeen() throws IOException {
        options.put("source.monitor-interval", "1 ms");
        List<String> first = lines("a", 100, new Random(1));
        List<String> second = lines("b", 100, new Random(2));
        write("a", first, false);
        write("b", second, false);
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> position = readSome(BEGINNING, 10, 7, rows);

        Files.writeString(folder.resolve("a"), "more\n", StandardOpenOption.APPEND);
        write("0", List.of("new"), false);
        position = readSome(position, 10, 5, rows);
        assertThat(rows).hasSize(111);
        Files.delete(folder.resolve("a"));
        write("c", List.of("newest"), false);
        readSome(position, 10, 11, rows);

        List<String> expected = new ArrayList<>(first);
        expected.add("more");
        expected.addAll(second);
        expected.add("new");
        expected.add("newest");
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void rowsOfPartitionsKeepTheirKeys() throws IOException {
        partitionKeys = List.of("k");
        fields.add(new SourceRequest.Field("k", new IntType(), ""));
        write("k=1/f", List.of("a", "b"), false);
        write("k=2/f", List.of("c", "d"), false);
        List<String> rows = new ArrayList<>();

        Map<String, byte[]> position = readSome(BEGINNING, 1, 1, rows);
        position = readSome(position, 1, 2, rows);
        readSome(position, 1, 9, rows);

        assertThat(rows).containsExactly("a|1", "b|1", "c|2", "d|2");
    }

    @Test
    void aLimitCountsTheRowsOfEarlierRuns() throws IOException {
        write("a", lines("a", 100, new Random(1)), false);
        limit = 25;
        List<String> rows = new ArrayList<>();

        Map<String, byte[]> position = readSome(BEGINNING, 10, 2, rows);
        position = readSome(position, 10, 100, rows);
        assertThat(rows).hasSize(30);
        readSome(position, 10, 100, rows);

        assertThat(rows).hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 8, 13})
    void filesOfRowGroupsGoOnAtARow(int batches) throws IOException {
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            List<String> lines = lines("f" + file, 25, new Random(file));
            write("f" + file, lines, false);
            expected.addAll(lines);
        }
        List<String> rows = new ArrayList<>();

        Map<String, byte[]> position;
        try (Source source = createOfGroups(4)) {
            position = readSome(source, BEGINNING, batches, rows);
        }
        try (Source source = createOfGroups(3)) {
            position = readSome(source, position, 4, rows);
        }
        try (Source source = createOfGroups(5)) {
            readSome(source, position, 100, rows);
        }

        assertThat(rows).isEqualTo(expected);
    }

    private Source createOfGroups(int batchRows) {
        Map<String, String> all = Map.of("connector", "filesystem", "format", "groups", "path", folder.toString());
        SourceRequest request = Requests.source(fields, all, configuration, 2, batchRows, limit);
        return new FilesSourceFactory()
                .create(new SourceRequest(
                        request.table(),
                        request.options(),
                        request.fields(),
                        2,
                        batchRows,
                        limit,
                        List.of(),
                        List.of(),
                        Map.of(),
                        request.localTimeZone(),
                        request.clock(),
                        name -> new LineGroups()));
    }

    /** A cut in the first of two files. */
    private Map<String, byte[]> cutInFirst() throws IOException {
        write("a", lines("a", 1000, new Random(1)), false);
        write("b", lines("b", 1000, new Random(2)), false);
        return readSome(BEGINNING, 10, 3, new ArrayList<>());
    }

    private void assertRefused(Map<String, byte[]> position, ErrorCode code, String... words) {
        try (Source source = create(1, 10)) {
            assertThatThrownBy(() -> source.restore(position))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContainingAll(words)
                    .hasMessageContaining("begin anew");
        }
    }

    @Test
    void aFileThatWasRewrittenIsFound() throws IOException {
        Map<String, byte[]> position = cutInFirst();
        Path file = folder.resolve("a");
        long bytes = Files.size(file);
        Files.writeString(file, "y".repeat((int) bytes));

        assertRefused(position, ErrorCode.IO_FAILED, file.toString(), "rewritten", "up to byte");
    }

    @Test
    void aFileThatWasShortenedIsFound() throws IOException {
        Map<String, byte[]> position = cutInFirst();
        Path file = folder.resolve("a");
        long bytes = Files.size(file);
        Files.writeString(file, Files.readString(file).substring(0, (int) bytes - 5));

        assertRefused(
                position,
                ErrorCode.IO_FAILED,
                file.toString(),
                "it has " + (bytes - 5) + " bytes, fewer than the " + bytes + " it had");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aFileThatWasRemovedIsFound(String name) throws IOException {
        Map<String, byte[]> position = cutInFirst();
        Files.delete(folder.resolve(name));

        assertRefused(position, ErrorCode.IO_NOT_FOUND, folder.resolve(name).toString(), "has been removed");
    }

    @Test
    void aFileWithAnotherTimeButTheSameContentIsTheSame() throws IOException {
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> position = cutInFirst();
        Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(0));

        readSome(position, 10, 1000, rows);

        assertThat(rows).hasSize(1970);
    }

    @Test
    void filesThatWereReadMayGo() throws IOException {
        write("a", List.of("a"), false);
        write("b", List.of("b", "c"), false);
        List<String> rows = new ArrayList<>();
        Map<String, byte[]> position = readSome(BEGINNING, 1, 2, rows);
        Files.delete(folder.resolve("a"));

        readSome(position, 1, 9, rows);

        assertThat(rows).containsExactly("a", "b", "c");
    }
}
