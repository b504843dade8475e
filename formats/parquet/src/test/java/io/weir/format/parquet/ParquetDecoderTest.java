package io.weir.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.spi.DecoderRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong use: files that are none, files that are damaged, and tables that do not fit their files. */
class ParquetDecoderTest {
    @TempDir
    static Path folder;

    private static Path good;

    @BeforeAll
    static void write() throws SQLException {
        good = folder.resolve("good.parquet");
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.run("COPY (SELECT i AS id, 'name ' || i AS name, i::INTEGER AS n, DATE '2026-01-01' AS d0,"
                    + " (i / 10.0)::DECIMAL(9, 2) AS price, TIMESTAMP '2026-01-01' AS ts, [i] AS list,"
                    + " {'a': i} AS r FROM range(5000) AS t(i)) TO " + DuckDb.quoted(good) + " (FORMAT parquet)");
        }
    }

    @AfterAll
    static void checkThatTheFileIsWhole() {
        assertThat(ParquetRows.read(good, type("ROW<id BIGINT>"), 1, 5000)).hasSize(5000);
    }

    private static RowType type(String text) {
        return (RowType) LogicalTypeParser.parse(text, ParquetDecoderTest.class.getClassLoader());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "id INT; id; but INT in the table. Declare the column as BIGINT",
                "id TIMESTAMP(3); id; is INT64 of kind INT_64 in the file, but TIMESTAMP(3) in the table",
                "name BIGINT; name; is BYTE_ARRAY of kind UTF8 in the file, but BIGINT in the table",
                "d0 INT; d0; is INT32 of kind DATE in the file, but INT in the table. Declare the column as DATE",
                "price DECIMAL(9, 3); price; (9, 2) in the file, but DECIMAL(9, 3) in the table. Declare",
                "price DECIMAL(5, 2); price; Declare the column as DECIMAL(9, 2)",
                "ts BIGINT; ts; Declare the column as TIMESTAMP(6)",
                "list ROW<a INT>; list; is a LIST in the file, but ROW",
                "list ARRAY<STRING>; list[]; is INT64 of kind INT_64 in the file, but STRING in the table",
                "r ROW<b INT>; r; has none of the fields of ROW<`b` INT>. The file has: a",
                "r ARRAY<INT>; r; is a group of fields in the file, but ARRAY<INT> in the table",
                "Name STRING; Name; is in the table, but not in the file. The file has: id, name, n, d0",
                "x INT NOT NULL; x; is not in the file, but NOT NULL in the table",
            })
    void aColumnThatDoesNotFitIsNamedWithBothTypes(String field, String column, String message) {
        assertThatThrownBy(() -> ParquetRows.read(good, type("ROW<" + field + ">"), 1, 100))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID))
                .hasMessageContaining("file " + good + ", column " + column + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void aColumnThatIsMissingIsNullIfTheTableSaysSo() {
        assertThat(ParquetRows.read(
                                good,
                                type("ROW<x STRING, id BIGINT, r ROW<a BIGINT, b INT>, y ARRAY<INT>>"),
                                2,
                                5000,
                                Map.of("missing-columns", "null"))
                        .subList(0, 2))
                .containsExactly("(null, 0, (0, null), null)", "(null, 1, (1, null), null)");
    }

    @Test
    void smallerTypesFitLargerOnes() {
        assertThat(ParquetRows.read(good, type("ROW<n BIGINT, price DECIMAL(20, 2)>"), 1, 5000)
                        .subList(0, 2))
                .containsExactly("(0, 0.00)", "(1, 0.10)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; is empty",
                "hello world, this is text; is no parquet file: it does not begin with PAR1",
                "PAR1; is cut short",
                "PAR1 and no end of it; is cut short",
                "PAR1____xxxx\u0001\u0000\u0000\u0000PAR1; has a damaged end",
                "PAR1____xxxx\u0001\u0000\u0000\u0000PARE; is encrypted",
            })
    void whatIsNoParquetFileIsSaid(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong"), content);

        assertThatThrownBy(() -> ParquetRows.read(file, type("ROW<id BIGINT>"), 1, 100))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("file " + file + ": " + message);
    }

    @Test
    void aFileThatIsCutShortIsSaid() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));

        assertThatThrownBy(() -> ParquetRows.read(file, type("ROW<id BIGINT>"), 1, 100))
                .hasMessageContaining("file " + file + ": is cut short")
                .hasMessageContaining("move it here when it is complete");
    }

    @Test
    void aMissingFileIsSaid() {
        Path file = folder.resolve("nothing");

        assertThatThrownBy(() -> ParquetRows.read(file, type("ROW<id BIGINT>"), 1, 100))
                .hasMessageContaining("file " + file + ": is no longer there");
    }

    @Test
    void damagedBytesGiveAMessageOrRowsButNeverAnotherFailure() throws IOException {
        byte[] bytes = Files.readAllBytes(good);
        RowType type = type("ROW<id BIGINT, name STRING, n INT, price DECIMAL(9, 2), list ARRAY<BIGINT>>");
        int messages = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try {
                ParquetRows.read(file, type, 1, 1000);
            } catch (WeirException e) {
                messages++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(messages).isPositive();
    }

    @Test
    void aFormatOfFilesDecodesNoRecords() {
        assertThatThrownBy(() -> new ParquetDecoderFactory()
                        .create(new DecoderRequest(type("ROW<id BIGINT>"), Map.of(), ZoneOffset.UTC)))
                .hasMessageContaining("Use it with 'connector' = 'filesystem'");
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp.time.unit, days, 'it must be one of millis, micros, nanos'",
        "compression, LZO, 'it must be one of UNCOMPRESSED, SNAPPY, GZIP, ZSTD'",
        "utc-timezone, perhaps, it must be true or false",
    })
    void wrongOptionsAreNamed(String key, String value, String message) {
        assertThatThrownBy(() -> ParquetRows.read(good, type("ROW<id BIGINT>"), 1, 10, Map.of(key, value)))
                .hasMessageContaining("option 'parquet." + key + "'")
                .hasMessageContaining(message);
    }
}
