package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class FilesSourceTest extends FilesSourceFixture {
    private static List<String> lines(int count, int lengthMax, long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(i + "x".repeat(random.nextInt(lengthMax)));
        }
        return lines;
    }

    @ParameterizedTest
    @CsvSource({"1,4096", "2,4096", "3,1", "2,7", "1,1023", "3,1024"})
    void everyRecordIsReadOnceAndInOrder(int parallelism, int batchRowsMax) throws IOException {
        List<String> expected = lines(20_000, 60, 1);
        List<String> second = lines(500, 400, 2);
        Files.writeString(folder.resolve("a"), String.join("\n", expected));
        Files.writeString(folder.resolve("b"), String.join("\n", second) + "\n");
        expected.addAll(second);

        assertThat(read(parallelism, batchRowsMax)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_384 - 1, 16_384, 16_384 + 1, 2 * 16_384, 100_000, 3_000_000})
    void aRecordMayEndOrSpanAnywhere(int length) throws IOException {
        List<String> expected = List.of("a".repeat(length), "b", "c".repeat(length), "", "d".repeat(length - 1), "e");
        Files.writeString(folder.resolve("file"), String.join("\n", expected));

        assertThat(read(2, 4096)).isEqualTo(expected);
        assertThat(read(2, 2)).isEqualTo(expected);
    }

    @Test
    void aSmallBatchHoldsAtMostTheRowsAskedFor() throws IOException {
        Files.writeString(folder.resolve("file"), "a\nb\nc\nd\ne");
        try (Source source = create(1, 2);
                SourceReader reader = source.createReader(0)) {
            List<Integer> counts = new ArrayList<>();
            for (Batch batch = reader.poll(); batch != null; batch = reader.poll()) {
                counts.add(batch.rowCount());
            }
            assertThat(counts).containsExactly(2, 2, 1);
        }
    }

    @Test
    void filesAreReadInTheOrderOfTheirPathsWithoutHiddenOnes() throws IOException {
        Files.createDirectories(folder.resolve("b/deep"));
        Files.createDirectories(folder.resolve("_temporary"));
        Files.writeString(folder.resolve("c"), "4");
        Files.writeString(folder.resolve("a"), "1");
        Files.writeString(folder.resolve("b/deep/x"), "2\n");
        Files.writeString(folder.resolve("b/y"), "3");
        Files.writeString(folder.resolve("b/.hidden"), "no");
        Files.writeString(folder.resolve("_SUCCESS"), "no");
        Files.writeString(folder.resolve("_temporary/z"), "no");
        Files.createFile(folder.resolve("b/empty"));

        assertThat(read(1, 4096)).containsExactly("1", "2", "3", "4");
        assertThat(read(2, 1)).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aPatternMustMatchTheWholePath() throws IOException {
        Files.writeString(folder.resolve("a.json"), "1");
        Files.writeString(folder.resolve("a.txt"), "2");
        options.put("source.path.regex-pattern", ".*\\.json");

        assertThat(read(1, 4096)).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "file://%s", "file:%s", "file://localhost%s"})
    void aPathMayBeAUri(String form) throws IOException {
        Files.writeString(folder.resolve("with space %20"), "1");
        options.put("path", String.format(form, folder.resolve("with space %20")));

        assertThat(read(1, 4096)).containsExactly("1");
    }

    @Test
    void anEmptyFolderGivesNothing() {
        assertThat(read(2, 4096)).isEmpty();
        assertThat(read(1, 1)).isEmpty();
    }

    @Test
    void metadataTellsAboutTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "a\nb\n");
        long modified = Files.getLastModifiedTime(file).toMillis();
        fields.add(0, new SourceRequest.Field("p", new VarCharType(VarCharType.MAX_LENGTH), "file.path"));
        fields.add(new SourceRequest.Field("n", new VarCharType(VarCharType.MAX_LENGTH), "file.name"));
        fields.add(new SourceRequest.Field("s", new BigIntType(), "file.size"));
        fields.add(new SourceRequest.Field("m", new LocalZonedTimestampType(3), "file.modification-time"));

        assertThat(read(1, 4096)).containsExactly(file + "|a|f|4|" + modified, file + "|b|f|4|" + modified);
    }

    @Test
    void aByteOrderMarkBelongsToNoRecord() throws IOException {
        Files.writeString(folder.resolve("a"), "\uFEFFa\nb");
        Files.writeString(folder.resolve("b"), "\uFEFF");

        assertThat(read(1, 4096)).containsExactly("a", "b");
        assertThat(read(1, 1)).containsExactly("a", "b");
    }

    @Test
    void compressedFilesAreReadAsFlinkDoes() throws IOException {
        List<String> expected = lines(50_000, 30, 3);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
            out.write(String.join("\n", expected).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(2, 4096)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "gzip", "deflate", "bz2", "xz", "zst"})
    void everyCompressionIsReadByItsEnding(String ending) throws IOException {
        List<String> expected = lines(20_000, 30, 5);
        try (OutputStream out = compress(ending, Files.newOutputStream(folder.resolve("a." + ending)))) {
            out.write(String.join("\n", expected).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(2, 4096)).isEqualTo(expected);
    }

    private static OutputStream compress(String ending, OutputStream out) throws IOException {
        return switch (ending) {
            case "gz", "gzip" -> new GZIPOutputStream(out);
            case "deflate" -> new DeflaterOutputStream(out);
            case "bz2" -> new BZip2CompressorOutputStream(out);
            case "xz" -> new XZOutputStream(out, new LZMA2Options());
            default -> new ZstdOutputStream(out);
        };
    }

    @Test
    void compressedFilesThatWerePutTogetherAreReadToTheEnd() throws IOException {
        for (String ending : List.of("gz", "bz2", "xz", "zst")) {
            Path file = folder.resolve("a." + ending);
            for (String part : List.of("a\nb\n", "c\n")) {
                try (OutputStream out = compress(
                        ending, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
                    out.write(part.getBytes(StandardCharsets.UTF_8));
                }
            }
        }

        assertThat(read(1, 4096)).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @Test
    void aCompressedFileThatIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve("a.gz"), "plain text");

        assertThatThrownBy(() -> read(1, 4096)).hasMessageContaining(folder.resolve("a.gz") + ": cannot be read");
    }

    @Test
    void anIntervalOfNothingIsRefused() {
        options.put("source.monitor-interval", "0 ms");

        assertThatThrownBy(() -> create(1, 4096)).hasMessageContaining("it must be at least 1 ms");
    }

    @Test
    void aLimitStopsReadingEarly() throws IOException {
        List<String> expected = lines(200_000, 30, 4);
        Files.writeString(folder.resolve("a"), String.join("\n", expected));
        limit = 10;

        List<String> rows = read(2, 4096);
        assertThat(rows).hasSizeBetween(10, 50_000).isEqualTo(expected.subList(0, rows.size()));
    }

    @ParameterizedTest
    @CsvSource({"4096,2000000", "1,2000000", "4096,100"})
    void aRecordBeyondTheLimitIsAnError(int batchRowsMax, int bytesMax) throws IOException {
        Files.writeString(folder.resolve("a"), "ab\n" + "x".repeat(bytesMax + 1) + "\n");
        configuration.put("weir.record.bytes-max", Integer.toString(bytesMax));

        assertThatThrownBy(() -> read(2, batchRowsMax))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining(folder.resolve("a") + ", byte 3")
                .hasMessageContaining("longer than " + bytesMax + " bytes")
                .hasMessageContaining("weir.record.bytes-max");
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 1})
    void aRecordThatCannotBeDecodedIsNamedByFileAndByte(int batchRowsMax) throws IOException {
        Files.writeString(folder.resolve("a"), "good\n".repeat(10_000) + "bad!\ngood\n");

        assertThatThrownBy(() -> read(2, batchRowsMax))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNDECODABLE))
                .hasMessageContaining("file " + folder.resolve("a") + ", byte 50000: a bad line")
                .hasMessageContaining("'line.ignore-parse-errors'");
    }

    @Test
    void aMissingPathIsNamedWhenTheSourceIsMade() {
        options.put("path", folder.resolve("nothing").toString());

        assertThatThrownBy(() -> create(1, 4096))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_NOT_FOUND))
                .hasMessageContaining(folder.resolve("nothing") + ": does not exist");
    }

    @Test
    void aHiddenPathIsRefused() throws IOException {
        options.put("path", Files.createFile(folder.resolve("_data")).toString());

        assertThatThrownBy(() -> create(1, 4096)).hasMessageContaining("hidden");
    }

    @Test
    void aFileThatIsShortenedWhileItIsReadIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "line\n".repeat(100_000));
        try (Source source = create(1, 4096);
                SourceReader reader = source.createReader(0)) {
            assertThat(reader.poll()).isNotNull();
            Files.writeString(file, "short\n");
            assertThatThrownBy(() -> {
                        while (!reader.isFinished()) {
                            reader.poll();
                        }
                    })
                    .hasMessageContaining("was shortened to 6 bytes while it was being read");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "path,s3://bucket/x",
        "weird.option,1",
    })
    void whatIsNotNativeIsLeftToFlink(String key, String value) {
        options.put(key, value);

        assertThatThrownBy(() -> create(1, 4096))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining(key.equals("path") ? "s3" : key);
    }

    @Test
    void aWrongPatternIsNamed() {
        options.put("source.path.regex-pattern", "(");

        assertThatThrownBy(() -> create(1, 4096))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("table catalog.database.t, option 'source.path.regex-pattern'");
    }
}
