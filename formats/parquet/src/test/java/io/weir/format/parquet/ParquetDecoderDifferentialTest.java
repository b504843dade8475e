package io.weir.format.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DuckDB writes, in every form that it has, is read as DuckDB reads it. */
class ParquetDecoderDifferentialTest {
    /** Some of all values are NULL; texts and numbers come again, so that some columns get dictionaries. */
    private static final String FLAT = """
            SELECT
              i AS id,
              CASE WHEN i % 7 = 0 THEN NULL ELSE i % 3 = 0 END AS b,
              (CASE WHEN i % 11 = 0 THEN NULL ELSE i % 100 - 50 END)::TINYINT AS t,
              (i * 37 % 30000 - 15000)::SMALLINT AS s,
              CASE WHEN i % 5 = 0 THEN NULL ELSE (i * 7919 % 1000003)::INTEGER END AS n,
              (i * 1234567891 - 5000000000)::BIGINT AS l,
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
              (i * -1000000007)::DECIMAL(38, 5) * 1000 AS d38
            FROM range(ROWS) AS r(i)
            """;

    private static final String FLAT_TYPE = "ROW<id BIGINT, b BOOLEAN, t TINYINT, s SMALLINT, n INT, l BIGINT, f FLOAT,"
            + " d DOUBLE, few STRING, many STRING, raw1 BYTES, d0 DATE, ts TIMESTAMP(6), d7 DECIMAL(7, 2),"
            + " d17 DECIMAL(17, 3), d38 DECIMAL(38, 5)>";

    private static final String NESTED = """
            SELECT
              i AS id,
              CASE i % 4 WHEN 0 THEN NULL WHEN 1 THEN [] ELSE list_transform(range(i % 5), lambda x:
                CASE WHEN x % 3 = 1 THEN NULL ELSE x * i END) END AS numbers,
              CASE WHEN i % 5 = 0 THEN NULL ELSE {'a': CASE WHEN i % 2 = 0 THEN NULL ELSE i END, 'b': 'x' || i,
                'c': {'d': CASE WHEN i % 3 = 0 THEN NULL ELSE i / 2.0 END}} END AS r,
              CASE i % 3 WHEN 0 THEN NULL WHEN 1 THEN MAP {} ELSE
                MAP {'k' || i: CASE WHEN i % 2 = 0 THEN NULL ELSE i END, 'z': i + 1} END AS m,
              CASE i % 4 WHEN 3 THEN NULL ELSE [[i, NULL], [], NULL, [i + 1]] END AS lists,
              CASE i % 6 WHEN 3 THEN [] ELSE
                [{'x': i, 'y': ['p' || i, NULL]}, NULL, {'x': NULL, 'y': NULL}] END AS lines
            FROM range(ROWS) AS r(i)
            """;

    private static final String NESTED_TYPE = "ROW<id BIGINT, numbers ARRAY<BIGINT>, r ROW<a BIGINT, b STRING,"
            + " c ROW<d DOUBLE>>, m MAP<STRING, BIGINT>, lists ARRAY<ARRAY<BIGINT>>,"
            + " lines ARRAY<ROW<x BIGINT, y ARRAY<STRING>>>>";

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
        return (RowType) LogicalTypeParser.parse(text, ParquetDecoderDifferentialTest.class.getClassLoader());
    }

    private static String rows(String query, int count) {
        return query.replace("ROWS", Integer.toString(count));
    }

    private static Path write(String query, String options) throws SQLException {
        Path file = folder.resolve("f" + Integer.toHexString((query + options).hashCode()) + ".parquet");
        duckDb.run("COPY (" + query + ") TO " + DuckDb.quoted(file) + " (FORMAT parquet" + options + ")");
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "SNAPPY, V1, 10000, 1, 8192",
        "SNAPPY, V1, 10000, 2, 1000",
        "ZSTD, V2, 10000, 2, 777",
        "GZIP, V1, 5000, 3, 100",
        "UNCOMPRESSED, V2, 5000, 2, 4096",
        "SNAPPY, V2, 300, 2, 1",
    })
    void flatColumnsAreReadAlike(String codec, String version, int rows, int readers, int rangeRows)
            throws SQLException {
        Path file = write(
                rows(FLAT, rows), ", COMPRESSION " + codec + ", PARQUET_VERSION " + version + ", ROW_GROUP_SIZE 2048");

        assertThat(ParquetRows.read(file, type(FLAT_TYPE), readers, rangeRows))
                .isEqualTo(duckDb.rows("SELECT * FROM " + DuckDb.quoted(file)));
    }

    @ParameterizedTest
    @CsvSource({"SNAPPY, V1, 5000, 1, 4096", "ZSTD, V2, 5000, 2, 333", "UNCOMPRESSED, V1, 300, 3, 1"})
    void nestedColumnsAreReadAlike(String codec, String version, int rows, int readers, int rangeRows)
            throws SQLException {
        Path file = write(
                rows(NESTED, rows),
                ", COMPRESSION " + codec + ", PARQUET_VERSION " + version + ", ROW_GROUP_SIZE 2048");

        assertThat(ParquetRows.read(file, type(NESTED_TYPE), readers, rangeRows))
                .isEqualTo(duckDb.rows("SELECT * FROM " + DuckDb.quoted(file)));
    }

    @Test
    void aFewColumnsInAnotherOrderAreReadAlike() throws SQLException {
        Path file = write(rows(FLAT, 3000), ", ROW_GROUP_SIZE 2048");

        assertThat(ParquetRows.read(file, type("ROW<ts TIMESTAMP(3), few STRING, id BIGINT>"), 2, 500))
                .isEqualTo(duckDb.rows("SELECT date_trunc('millisecond', ts), few, id FROM " + DuckDb.quoted(file)));
    }

    @Test
    void aLargePageIsSharedByReaders() throws SQLException {
        Path file = write(rows(FLAT, 150_000), "");
        List<String> expected = duckDb.rows("SELECT l, many, few, n FROM " + DuckDb.quoted(file));

        assertThat(ParquetRows.read(file, type("ROW<l BIGINT, many STRING, few STRING, n INT>"), 3, 8192))
                .isEqualTo(expected);
    }

    @Test
    void timesHaveMilliseconds() throws SQLException {
        Path file = write("SELECT TIME '12:34:56.789' AS t UNION ALL SELECT NULL", "");

        assertThat(ParquetRows.read(file, type("ROW<t TIME(3)>"), 1, 10)).containsExactly("(12:34:56.789)", "(null)");
    }

    @Test
    void noRowsAreNoRows() throws SQLException {
        Path file = write(rows(FLAT, 0), "");

        assertThat(ParquetRows.read(file, type(FLAT_TYPE), 1, 10)).isEmpty();
    }
}
