package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.testing.kit.Requests;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the source share: the table to be read, and its rows as texts. */
abstract class FilesSourceFixture {
    private static final SourceRequest.Field TEXT =
            new SourceRequest.Field("line", new VarCharType(VarCharType.MAX_LENGTH), "");

    @TempDir
    Path folder;

    final Map<String, String> options = new HashMap<>();
    final Map<String, String> configuration = new HashMap<>();
    final List<SourceRequest.Field> fields = new ArrayList<>(List.of(TEXT));
    long limit = Long.MAX_VALUE;
    List<String> partitionKeys = List.of();
    Optional<List<Map<String, String>>> partitions = Optional.empty();

    Source create(int parallelism, int batchRowsMax) {
        Map<String, String> all = new HashMap<>(Map.of("connector", "filesystem", "format", "line"));
        all.put("path", folder.toString());
        all.putAll(options);
        return new FilesSourceFactory()
                .create(Requests.source(fields, all, configuration, parallelism, batchRowsMax, limit)
                        .withPartitions(partitionKeys, partitions));
    }

    /** Reads everything with the given number of readers, one batch of one reader after the other. */
    List<String> read(int parallelism, int batchRowsMax) {
        Map<Long, List<String>> batches = new TreeMap<>();
        try (Source source = create(parallelism, batchRowsMax)) {
            List<SourceReader> readers = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                readers.add(source.createReader(i));
            }
            while (readers.stream().anyMatch(reader -> !reader.isFinished())) {
                for (SourceReader reader : readers) {
                    Batch batch = reader.poll();
                    if (batch != null) {
                        List<String> rows = new ArrayList<>();
                        for (int i = 0; i < batch.rowCount(); i++) {
                            rows.add(text(batch, i));
                        }
                        assertThat(batches.put(batch.sequence(), rows)).isNull();
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

    static String text(Batch batch, int position) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < batch.columnCount(); i++) {
            text.append(i == 0 ? "" : "|");
            if (batch.column(i).isNull(position)) {
                text.append("NULL");
            } else if (batch.column(i) instanceof IntColumn ints) {
                text.append(ints.get(position));
            } else if (batch.column(i) instanceof BytesColumn bytes) {
                text.append(bytes.getString(position));
            } else {
                text.append(((LongColumn) batch.column(i)).get(position));
            }
        }
        return text.toString();
    }
}
