package io.weir.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A clickstream file as parquet, written once by DuckDB as it writes by default: SNAPPY, 122,880 rows in a group. */
final class ParquetFile {
    private ParquetFile() {}

    /** The parquet file beside a clickstream file. */
    static Path get(Path json) throws IOException {
        Path file = Path.of(json.toString().replace(".ndjson", ".parquet"));
        if (Files.exists(file)) {
            return file;
        }
        Path unfinished = Path.of(file + ".unfinished");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    COPY (SELECT * FROM read_json('%s', format = 'newline_delimited', columns = {
                      user_id: 'BIGINT', page: 'VARCHAR', action: 'VARCHAR', event_timestamp: 'TIMESTAMP',
                      session_id: 'VARCHAR', load_time_ms: 'INTEGER', device: 'VARCHAR', country: 'VARCHAR'
                    })) TO '%s' (FORMAT parquet)
                    """.formatted(json, unfinished));
        } catch (SQLException e) {
            throw new IOException("DuckDB cannot write " + unfinished, e);
        }
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
