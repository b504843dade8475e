package io.weir.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.FileEncoder;
import io.weir.engine.spi.FileLayout;
import io.weir.engine.spi.RowGroup;
import io.weir.engine.spi.RowGroupReader;
import io.weir.engine.type.Columns;
import io.weir.plan.NotNativeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is read alike by DuckDB, and by ourselves: rows that DuckDB made, read, written and read again. */
class ParquetEncoderDifferentialTest {
    private static final String QUERY = """
            SELECT
              i AS id,
              CASE WHEN i % 7 = 0 THEN NULL ELSE i % 3 = 0 END AS b,
              (CASE WHEN i % 11 = 0 THEN NULL ELSE i % 100 - 50 END)::TINYINT AS t,
              (i * 37 % 30000 - 15000)::SMALLINT AS s,
              CASE WHEN i % 5 = 0 THEN NULL ELSE (i * 7919 % 1000003)::INTEGER END AS n,
              CASE WHEN i % 13 = 0 THEN NULL ELSE (i % 17 / 8.0)::FLOAT END AS f,
              CASE WHEN i % 13 = 1 THEN NULL ELSE sqrt(i) END AS d,
              CASE WHEN i % 9 = 0 THEN NULL ELSE 'name ' || (i % 10) END AS few,
              CASE WHEN i % 4 = 0 THEN NULL ELSE 'öäü' || md5(i::VARCHAR) END AS many,
              CASE WHEN i % 6 = 0 THEN NULL ELSE encode(md5(i::VARCHAR)) END AS raw1,
              CASE WHEN i % 3 = 0 THEN NULL ELSE DATE '1950-01-01' + (i * 31 % 40000)::INTEGER END AS d0,
              CASE WHEN i % 8 = 0 THEN NULL ELSE TIMESTAMP '1940-01-01' + INTERVAL (i * 86399) SECOND
                + INTERVAL (i) MICROSECOND END AS ts,
              (i / 100.0 - 7)::DECIMAL(7, 2) AS d7,
              CASE WHEN i % 2 = 0 THEN NULL ELSE (i * 1000003 / 1000.0)::DECIMAL(17, 3) END AS d17,
              (i * -1000000007)::DECIMAL(38, 5) * 1000 AS d38,
              CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE list_transform(range(i % 5), lambda x:
                CASE WHEN x % 3 = 1 THEN NULL ELSE x * i END) END AS numbers,
              CASE WHEN i % 5 = 0 THEN NULL ELSE {'a': CASE WHEN i % 2 = 0 THEN NULL ELSE i END, 'b': 'x' || i,
                'c': {'d': CASE WHEN i % 3 = 0 THEN NULL ELSE i / 2.0 END}} END AS r,
              CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN MAP {} ELSE
                MAP {'k' || i: CASE WHEN i % 2 = 0 THEN NULL ELSE i END, 'z': i + 1} END AS m,
              CASE i % 4 WHEN 3 THEN NULL ELSE [[i, NULL], [], NULL, [i + 1]] END AS lists
            FROM range(ROWS) AS r(i)
            """;

    private static final String TYPE = "ROW<id BIGINT NOT NULL, b BOOLEAN, t TINYINT, s SMALLINT, n INT, f FLOAT,"
            + " d DOUBLE, few STRING, many STRING, raw1 BYTES, d0 DATE, ts TIMESTAMP(6), d7 DECIMAL(7, 2),"
            + " d17 DECIMAL(17, 3), d38 DECIMAL(38, 5), numbers ARRAY<BIGINT>, r ROW<a BIGINT, b STRING,"
            + " c ROW<d DOUBLE>>, m MAP<STRING, BIGINT>, lists ARRAY<ARRAY<BIGINT>>>";

    @TempDir
    static Path folder;

    private static DuckDb duckDb;

    @BeforeAll
    static void open() throws SQLException {
        duckDb = new DuckDb();
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    private static RowType type(String text) {
        return (RowType) LogicalTypeParser.parse(text, ParquetEncoderDifferentialTest.class.getClassLoader());
    }

    /** Copies a file, batch by batch. */
    private static Path copy(Path from, RowType type, Map<String, String> options, int batchRows) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of("utc-timezone", "true"));
        FileDecoder decoder = new ParquetDecoderFactory()
                .createForFiles(new DecoderRequest(type, all, ZoneOffset.UTC))
                .orElseThrow();
        Map<String, String> writing = new HashMap<>(all);
        writing.putAll(options);
        FileEncoder encoder = new ParquetEncoderFactory()
                .createForFiles(new EncoderRequest(type, writing, ZoneOffset.UTC))
                .orElseThrow();
        Path to = folder.resolve("copy.parquet");
        FileLayout layout = decoder.open(from);
        Batch batch = Columns.batch(type, 16);
        int[] positions = new int[batchRows];
        for (int i = 0; i < batchRows; i++) {
            positions[i] = i;
        }
        try (RowGroupReader reader = decoder.createReader();
                OutputStream stream = Files.newOutputStream(to)) {
            FileEncoder.OpenFile file = encoder.begin(stream);
            for (int group = 0; group < layout.groupCount(); group++) {
                RowGroup rows = layout.open(group);
                for (long row = 0; row < rows.rowCount(); row += batchRows) {
                    int count = (int) Math.min(batchRows, rows.rowCount() - row);
                    batch.reset();
                    reader.read(rows, row, count, batch);
                    assertThat(file.write(batch, positions, 0, count, Long.MAX_VALUE))
                            .isEqualTo(count);
                }
            }
            file.finish();
            stream.flush();
            assertThat(file.bytes()).isEqualTo(Files.size(to));
        }
        return to;
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPPY, 30000, 4096, 128000000, 1000000, true",
        "ZSTD, 5000, 333, 100000, 20000, true",
        "GZIP, 3000, 1000, 100000, 5000, false",
        "UNCOMPRESSED, 100, 1, 1, 1, true",
        "SNAPPY, 5000, 1000, 1000000, 2000, true",
    })
    void everyTypeIsWritten(
            String codec, int rows, int batchRows, int groupBytes, int pageBytes, boolean usesDictionary)
            throws SQLException, IOException {
        Path made = folder.resolve("made.parquet");
        duckDb.run("COPY (" + QUERY.replace("ROWS", Integer.toString(rows)) + ") TO " + DuckDb.quoted(made)
                + " (FORMAT parquet)");
        List<String> expected = duckDb.rows("SELECT * FROM " + DuckDb.quoted(made));

        for (boolean isInt64 : new boolean[] {false, true}) {
            Path copy = copy(
                    made,
                    type(TYPE),
                    Map.of(
                            "compression", codec,
                            "block.size", Integer.toString(groupBytes),
                            "page.size", Integer.toString(pageBytes),
                            "dictionary.page.size", Integer.toString(pageBytes),
                            "enable.dictionary", Boolean.toString(usesDictionary),
                            "write.int64.timestamp", Boolean.toString(isInt64)),
                    batchRows);

            assertThat(duckDb.rows("SELECT * FROM " + DuckDb.quoted(copy))).isEqualTo(expected);
            assertThat(ParquetRows.read(copy, type(TYPE), 2, 700)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"millis, TIMESTAMP", "micros, TIMESTAMP", "nanos, TIMESTAMP_NS"})
    void timestampsHaveTheirUnit(String unit, String duckDbType) throws SQLException, IOException {
        Path made = folder.resolve("made.parquet");
        duckDb.run("COPY (SELECT TIMESTAMP '1969-12-31 23:59:59.123456' AS ts) TO " + DuckDb.quoted(made)
                + " (FORMAT parquet)");
        Path copy = copy(
                made,
                type("ROW<ts TIMESTAMP(9)>"),
                Map.of("write.int64.timestamp", "true", "timestamp.time.unit", unit),
                10);

        assertThat(duckDb.rows("SELECT typeof(ts) FROM " + DuckDb.quoted(copy)))
                .containsExactly("(" + duckDbType + ")");
        assertThat(ParquetRows.read(copy, type("ROW<ts TIMESTAMP(6)>"), 1, 10))
                .containsExactly(unit.equals("millis") ? "(1969-12-31T23:59:59.123)" : "(1969-12-31T23:59:59.123456)");
    }

    @Test
    void noRowsAreAFileToo() throws SQLException, IOException {
        Path made = folder.resolve("made.parquet");
        duckDb.run("COPY (" + QUERY.replace("ROWS", "0") + ") TO " + DuckDb.quoted(made) + " (FORMAT parquet)");

        assertThat(duckDb.rows("SELECT * FROM " + DuckDb.quoted(copy(made, type(TYPE), Map.of(), 10))))
                .isEmpty();
    }

    @Test
    void typesThatParquetHasNotAreLeftToFlink() {
        RowType type = type("ROW<i INTERVAL DAY TO SECOND>");

        assertThatThrownBy(() ->
                        new ParquetEncoderFactory().createForFiles(new EncoderRequest(type, Map.of(), ZoneOffset.UTC)))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("INTERVAL DAY");
    }
}
