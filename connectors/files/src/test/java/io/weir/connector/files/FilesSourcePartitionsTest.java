package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesSourcePartitionsTest extends FilesSourceFixture {
    @Test
    void partitionKeysComeFromTheNamesOfFolders() throws IOException {
        write("day=2026-01-01/kind=a%2Fb/f", "1\n2\n");
        write("day=2026-01-02/kind=__DEFAULT_PARTITION__/f", "3\n");
        write("day=2026-01-02/_temporary/f", "no\n");
        write("_SUCCESS", "no\n");
        partitionKeys = List.of("day", "kind");
        fields.add(0, new SourceRequest.Field("kind", new VarCharType(VarCharType.MAX_LENGTH), ""));
        fields.add(new SourceRequest.Field("day", new DateType(), ""));

        assertThat(read(1, 4096)).containsExactly("a/b|1|20454", "a/b|2|20454", "NULL|3|20455");
        assertThat(read(2, 1)).containsExactly("a/b|1|20454", "a/b|2|20454", "NULL|3|20455");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void onlyTheWantedPartitionsAreRead() throws IOException {
        write("k=1/f", "1\n");
        write("k=2/f", "2\n");
        write("k=none/f", "3\n");
        write("k=4/deep/f", "4\n");
        partitionKeys = List.of("k");
        options.put("partition.default-name", "none");
        partitions = Optional.of(List.of(Map.of("k", "2"), Map.of(), Map.of("k", "9")));

        assertThat(read(1, 4096)).containsExactly("2", "3");
    }

    @Test
    void aPartitionKeyThatIsNoValueOfItsTypeIsNamed() throws IOException {
        write("k=x/f", "1\n");
        partitionKeys = List.of("k");
        fields.add(new SourceRequest.Field("k", new IntType(), ""));

        assertThatThrownBy(() -> read(1, 4096))
                .hasMessageContaining("file " + folder.resolve("k=x/f") + ", partition key k: 'x' is no INT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "other=1/f", "k/f", "k=/f"})
    void whatIsNoPartitionIsNamed(String path) throws IOException {
        write(path, "1\n");
        partitionKeys = List.of("k");

        assertThatThrownBy(() -> read(1, 4096))
                .hasMessageContaining("is no folder of a partition, such as k=value")
                .hasMessageContaining("partitioned by k");
    }

    @Test
    void aMonitoredFolderNeverEndsAndEachFileIsReadOnce() throws IOException {
        write("b", "1\n2\n");
        write("a.gz", "");
        options.put("source.monitor-interval", "1 ms");
        try (Source source = create(1, 4096);
                SourceReader reader = source.createReader(0)) {
            assertThat(source.isBounded()).isFalse();
            assertThat(pollRows(reader)).containsExactly("1", "2");
            write("b", "1\n2\n3\n");
            write("a", "4\n");
            write(".hidden", "no\n");

            assertThat(pollRows(reader)).containsExactly("4");
            assertThat(reader.poll()).isNull();
            assertThat(reader.isFinished()).isFalse();
        }
    }

    private static List<String> pollRows(SourceReader reader) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline) {
            Batch batch = reader.poll();
            if (batch != null && batch.rowCount() > 0) {
                List<String> rows = new ArrayList<>();
                for (int i = 0; i < batch.rowCount(); i++) {
                    rows.add(text(batch, i));
                }
                return rows;
            }
        }
        throw new AssertionError("no rows came within ten seconds");
    }
}
