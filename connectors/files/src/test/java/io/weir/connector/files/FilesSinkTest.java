package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesSinkTest {
    private static final RowType TYPE = RowType.of(new VarCharType(VarCharType.MAX_LENGTH));

    @TempDir
    Path temporary;

    private final Map<String, String> options = new HashMap<>();
    private boolean insertOnly = true;

    private Path folder() {
        return temporary.resolve("new/folder");
    }

    private Sink create() {
        Map<String, String> all = new HashMap<>(Map.of("connector", "filesystem", "format", "line"));
        all.put("path", folder().toString());
        all.putAll(options);
        SinkRequest request = Requests.sink(TYPE, all, 2, insertOnly, List.of());
        return new FilesSinkFactory().create(request);
    }

    private static Batch lines(String... lines) {
        Batch batch = Columns.batch(TYPE, lines.length);
        for (int i = 0; i < lines.length; i++) {
            ((BytesColumn) batch.column(0)).set(i, lines[i]);
        }
        batch.setRowCount(lines.length);
        return batch;
    }

    private List<Path> files(boolean hidden) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.exists(folder())) {
            try (Stream<Path> stream = Files.list(folder())) {
                stream.filter(file -> FilePaths.isHidden(file) == hidden)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() throws IOException {
        try (Sink sink = create()) {
            SinkWriter first = sink.createWriter(0);
            SinkWriter second = sink.createWriter(1);
            assertThat(first.write(lines("a", "b"))).isTrue();
            first.flush();
            assertThat(second.write(lines("c"))).isTrue();
            assertThat(files(false)).isEmpty();
            for (SinkWriter writer : List.of(first, second)) {
                writer.flush();
                writer.finish();
                writer.close();
            }
            assertThat(files(false)).isEmpty();
            assertThat(files(true)).hasSize(2);
            assertThat(first.bytes()).isEqualTo(4);
            sink.commit(1, List.of());
        }
        assertThat(files(true)).isEmpty();
        assertThat(files(false))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.getFileName().toString()).matches("part-[0-9a-f]+-[01]-0"));
        assertThat(Files.readString(files(false).get(0))).isEqualTo("a\nb\n");
        assertThat(Files.readString(files(false).get(1))).isEqualTo("c\n");
    }

    @Test
    void changesAreWrittenInAFormatThatHasThem() throws IOException {
        insertOnly = false;
        options.put("format", "changes");
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            Batch batch = lines("a", "a", "b", "b");
            batch.setRowKind(1, RowKinds.UPDATE_BEFORE);
            batch.setRowKind(2, RowKinds.UPDATE_AFTER);
            batch.setRowKind(3, RowKinds.DELETE);
            writer.write(batch);
            writer.finish();
            sink.commit(1, List.of());
        }
        assertThat(Files.readString(files(false).get(0))).isEqualTo("+I,a\n-U,a\n+U,b\n-D,b\n");
    }

    @Test
    void aFailureLeavesNothingBehind() throws IOException {
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(lines("a"));
            assertThatThrownBy(() -> writer.write(lines("b", "bad"))).hasMessageContaining("a bad row");
        }
        assertThat(files(true)).isEmpty();
        assertThat(files(false)).isEmpty();
    }

    @Test
    void aFailedCommitHidesWhatItHadPublished() throws IOException {
        try (Sink sink = create();
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            first.write(lines("a"));
            first.finish();
            second.write(lines("b"));
            second.finish();
            Files.delete(files(true).get(1));
            assertThatThrownBy(() -> sink.commit(1, List.of())).isInstanceOf(WeirException.class);
            assertThat(files(false)).isEmpty();
        }
        assertThat(files(true)).isEmpty();
    }

    @Test
    void aFileThatHasReachedItsSizeIsFollowedByAnother() throws IOException {
        options.put("sink.rolling-policy.file-size", "15 b");
        options.put("sink.rolling-policy.rollover-interval", "1 min");
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(lines("123456789", "123456789", "1"));
            writer.finish();
            sink.commit(1, List.of());
        }
        assertThat(files(false)).hasSize(2);
        assertThat(Files.readString(files(false).get(0))).isEqualTo("123456789\n123456789\n");
        assertThat(Files.readString(files(false).get(1))).isEqualTo("1\n");
    }

    @Test
    void withoutRowsThereAreNoFiles() throws IOException {
        try (Sink sink = create();
                SinkWriter writer = sink.createWriter(0)) {
            writer.finish();
            sink.commit(1, List.of());
        }
        assertThat(files(false)).isEmpty();
    }

    @Test
    void earlierFilesAreLeftAlone() throws IOException {
        for (int i = 0; i < 2; i++) {
            try (Sink sink = create();
                    SinkWriter writer = sink.createWriter(0)) {
                writer.write(lines("run " + i));
                writer.finish();
                sink.commit(1, List.of());
            }
        }
        assertThat(files(false)).hasSize(2);
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.createDirectories(folder().getParent());
        Files.createFile(folder());
        assertThatThrownBy(this::create)
                .isInstanceOf(WeirException.class)
                .hasMessageContaining(folder() + ": cannot be written: it is a file, not a folder");
    }

    @ParameterizedTest
    @CsvSource({
        "auto-compaction,true",
        "sink.partition-commit.policy.kind,custom",
        "partition.time-extractor.kind,custom",
        "path,hdfs://host/x",
        "other,1",
    })
    void whatIsNotNativeIsLeftToFlink(String key, String value) {
        options.put(key, value);
        assertThatThrownBy(this::create).isInstanceOf(NotNativeException.class);
    }

    @Test
    void changesAreLeftToFlink() {
        insertOnly = false;
        assertThatThrownBy(this::create).isInstanceOf(NotNativeException.class).hasMessageContaining("changes");
    }

    @Test
    void aWrongSizeIsNamed() {
        options.put("sink.rolling-policy.file-size", "large");
        assertThatThrownBy(this::create)
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("option 'sink.rolling-policy.file-size'");
    }

    @Test
    void failuresOfTheSystemSayWhatToDo() {
        Path file = Path.of("/data/part");
        assertThat(FileErrors.writing(file, new IOException("No space left on device")))
                .hasMessage("path /data/part: cannot be written: no space left on device. Free some space, or write "
                        + "somewhere else; nothing of this run has become visible")
                .extracting(WeirException::code)
                .isEqualTo(ErrorCode.IO_FULL);
        assertThat(FileErrors.writing(file, new AccessDeniedException("/data")))
                .hasMessageContaining("path /data/part: cannot be written: permission denied. Give user ")
                .extracting(WeirException::code)
                .isEqualTo(ErrorCode.IO_DENIED);
        assertThat(FileErrors.reading(file, new NoSuchFileException("/data/part")))
                .hasMessage("path /data/part: does not exist. Check the table's option 'path'")
                .extracting(WeirException::code)
                .isEqualTo(ErrorCode.IO_NOT_FOUND);
        assertThat(FileErrors.reading(file, new IOException("Input/output error")))
                .hasMessage("path /data/part: cannot be read: Input/output error")
                .extracting(WeirException::code)
                .isEqualTo(ErrorCode.IO_FAILED);
    }
}
