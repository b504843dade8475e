package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be read for a moment, or end too soon: that is neither the end of their rows nor another file. */
class FilesFailuresTest extends FilesSourceFixture {
    private static final int ROUNDS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 4096})
    void aFileThatShrinksWhileItIsReadIsNotAtItsEnd(int batchRows) throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "a line of some length\n".repeat(200_000));
        try (Source source = create(1, batchRows);
                SourceReader reader = source.createReader(0)) {
            assertThat(reader.poll()).isNotNull();
            cut(file, Files.size(file) / 2);

            assertThatThrownBy(() -> readAll(reader))
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                    .hasMessageContaining("was shortened to 2200000 bytes while it was being read");
        }
    }

    private static void readAll(SourceReader reader) {
        while (!reader.isFinished()) {
            reader.poll();
        }
    }

    private static void cut(Path file, long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    @Test
    void aSecondPartThatIsHalfWrittenIsNotTheEndOfACompressedFile() throws IOException {
        byte[] first = compressed("first\n");
        byte[] second = compressed("second\n");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(first);
        both.write(second);
        Path file = folder.resolve("a.gz");

        for (int bytes = first.length + 1; bytes < both.size(); bytes++) {
            Files.write(file, Arrays.copyOf(both.toByteArray(), bytes));
            assertThatThrownBy(() -> read(1, 4096))
                    .as("%d bytes of the second part", bytes - first.length)
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining(file + ": cannot be read");
        }

        Files.write(file, both.toByteArray());
        assertThat(read(1, 4096)).containsExactly("first", "second");
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aFileThatIsRenamedWhileItsFolderIsListedIsNoFailure() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.writeString(folder.resolve("f" + i), "x\n");
        }
        AtomicBoolean isOver = new AtomicBoolean();
        CompletableFuture<Void> renames = CompletableFuture.runAsync(() -> {
            for (int i = 0; !isOver.get(); i++) {
                rename(folder.resolve("f" + i % 200), folder.resolve("g" + i % 200));
                rename(folder.resolve("g" + i % 200), folder.resolve("f" + i % 200));
            }
        });

        try {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(FileLister.list(folder, Optional.empty(), Map.of())).hasSizeGreaterThan(150);
            }
        } finally {
            isOver.set(true);
            renames.get();
        }
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLinkToAFileThatIsNotThereIsAFailure() throws IOException {
        Files.createSymbolicLink(folder.resolve("a"), folder.resolve("on-another-disk"));

        assertThatThrownBy(() -> read(1, 4096)).hasMessageContaining(folder.resolve("a") + ": does not exist");
    }

    @Test
    void aFileThatCouldNotBeReadForAMomentIsStillTheSame() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one\ntwo\nthree\n");
        FilesPosition position = behindFirstLine(file);
        FilesPositionCodec codec = new FilesPositionCodec(folder);
        Path aside = folder.resolve("aside");
        rename(file, aside);
        Files.createSymbolicLink(file, file);
        byte[] unreadable = codec.encode(position, 1);
        Files.delete(file);
        rename(aside, file);

        byte[] readable = codec.encode(position, 1);

        RestoredFiles.check(codec.decode(readable).position(), false);
        assertThatThrownBy(() -> RestoredFiles.check(codec.decode(unreadable).position(), false))
                .hasMessageContaining("could not be read when the epoch was saved");
    }

    /** Behind {@code one\n}. */
    private static FilesPosition behindFirstLine(Path file) {
        SourceFile listed = FileLister.list(file, Optional.empty(), Map.of()).get(0);
        return new FilesPosition(Optional.of(FileCut.atRecord(listed, 4)), List.of(), List.of());
    }

    @Test
    void aFileThatComesInThePlaceOfTheOneThatIsReadIsAnother() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "one\ntwo\nthree\n");
        FilesPosition position = behindFirstLine(file);
        FilesPositionCodec codec = new FilesPositionCodec(folder);
        Files.delete(file);
        byte[] unused = codec.encode(position, 1);
        Files.writeString(file, "ONE\nTWO\nTHREE\n");

        byte[] saved = codec.encode(position, 1);

        assertThatThrownBy(() -> RestoredFiles.check(codec.decode(saved).position(), false))
                .isInstanceOf(WeirException.class);
    }
}
