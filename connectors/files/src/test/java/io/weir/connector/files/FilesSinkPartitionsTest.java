package io.weir.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.WeirException;
import io.weir.testing.kit.LineFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions, runs without end, and INSERT OVERWRITE. */
class FilesSinkPartitionsTest {
    private static final RowType TYPE = RowType.of(
            new LogicalType[] {new VarCharType(100), new DateType(), new VarCharType(100)},
            new String[] {"kind", "dt", "line"});
    private static final int DAY = 20_454; // 2026-01-01
    private static final long DAY_MILLIS = DAY * 86_400_000L;

    @TempDir
    Path folder;

    private final Map<String, String> options = new HashMap<>();
    private final Map<String, String> configuration = new HashMap<>();
    private Map<String, String> staticPartition = Map.of();
    private boolean isBounded = true;
    private boolean isOverwrite;
    private long nowMillis = 1_000_000;

    private final Clock clock = new Clock() {
        @Override
        public long currentTimeMillis() {
            return nowMillis;
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    private Sink create(int parallelism) {
        Map<String, String> all = new HashMap<>(Map.of("connector", "filesystem", "format", "line"));
        all.put("path", folder.toString());
        all.putAll(options);
        return new FilesSinkFactory()
                .create(new SinkRequest(
                        "t",
                        all,
                        TYPE,
                        List.of(),
                        new int[0],
                        List.of("dt", "kind"),
                        true,
                        parallelism,
                        configuration,
                        ZoneOffset.UTC,
                        clock,
                        name -> new LineFormat(),
                        isOverwrite,
                        staticPartition,
                        () -> isBounded,
                        io.weir.engine.spi.EpochContext.OFF));
    }

    /** Rows, each as kind, days after 2026-01-01 and line. */
    private static Batch rows(String... rows) {
        Batch batch = Columns.batch(TYPE, rows.length);
        for (int i = 0; i < rows.length; i++) {
            String[] fields = rows[i].split(",");
            if (fields[0].equals("null")) {
                batch.column(0).setNull(i);
            } else {
                ((BytesColumn) batch.column(0)).set(i, fields[0]);
            }
            ((IntColumn) batch.column(1)).set(i, DAY + Integer.parseInt(fields[1]));
            ((BytesColumn) batch.column(2)).set(i, fields[2]);
        }
        batch.setRowCount(rows.length);
        return batch;
    }

    /** The visible files by folder, their contents put together. */
    private Map<String, String> visible() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".")) {
                    String place = folder.relativize(file.getParent()) + (name.startsWith("_") ? "/" + name : "");
                    contents.merge(place, Files.readString(file), String::concat);
                }
            }
        }
        return contents;
    }

    private long hiddenCount() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private void run(String... rows) {
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(rows(rows));
            writer.finish();
            sink.commit(1, List.of());
        }
    }

    @Test
    void rowsGoToTheFoldersOfTheirPartitionsWithoutTheKeys() throws IOException {
        options.put("sink.partition-commit.policy.kind", "success-file");
        options.put("partition.default-name", "none");
        try (Sink sink = create(2);
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            first.write(rows("a,0,1", "b,0,2", "a,1,3", "a,0,4", "x/y:z,0,5", "null,0,6"));
            first.write(rows("a,1,7"));
            second.write(rows("a,0,8"));
            assertThat(visible()).isEmpty();
            first.finish();
            second.finish();
            sink.commit(1, List.of());
        }

        assertThat(visible())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("dt=2026-01-01/kind=a", "1\n4\n8\n"),
                        Map.entry("dt=2026-01-01/kind=a/_SUCCESS", ""),
                        Map.entry("dt=2026-01-01/kind=b", "2\n"),
                        Map.entry("dt=2026-01-01/kind=b/_SUCCESS", ""),
                        Map.entry("dt=2026-01-01/kind=x%2Fy%3Az", "5\n"),
                        Map.entry("dt=2026-01-01/kind=x%2Fy%3Az/_SUCCESS", ""),
                        Map.entry("dt=2026-01-01/kind=none", "6\n"),
                        Map.entry("dt=2026-01-01/kind=none/_SUCCESS", ""),
                        Map.entry("dt=2026-01-02/kind=a", "3\n7\n"),
                        Map.entry("dt=2026-01-02/kind=a/_SUCCESS", "")));
        assertThat(hiddenCount()).isZero();
    }

    @Test
    void manyPartitionsKeepTheirRows() throws IOException {
        String[] rows = new String[3000];
        Map<String, String> expected = new TreeMap<>();
        for (int i = 0; i < rows.length; i++) {
            int day = i * 7919 % 1200;
            rows[i] = "k," + day + "," + i;
            expected.merge("dt=" + LocalDate.ofEpochDay(DAY + day) + "/kind=k", i + "\n", String::concat);
        }
        run(rows);

        Map<String, List<String>> sorted = new TreeMap<>();
        visible().forEach((key, value) -> sorted.put(key, value.lines().sorted().toList()));
        Map<String, List<String>> wanted = new TreeMap<>();
        expected.forEach((key, value) -> wanted.put(key, value.lines().sorted().toList()));
        assertThat(sorted).isEqualTo(wanted);
    }

    @Test
    void aRunThatFailsLeavesNoFolders() throws IOException {
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(rows("a,0,1"));
            assertThat(hiddenCount()).isEqualTo(1);
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRunWithoutEndPublishesFilesThatReachTheirSize() throws IOException {
        isBounded = false;
        options.put("sink.rolling-policy.file-size", "4 b");
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(rows("a,0,1", "a,0,2", "a,0,3"));

            assertThat(visible()).containsExactly(Map.entry("dt=2026-01-01/kind=a", "1\n2\n"));
            writer.finish();
            sink.commit(1, List.of());
        }
        assertThat(visible()).containsExactly(Map.entry("dt=2026-01-01/kind=a", "1\n2\n3\n"));
    }

    @ParameterizedTest
    @CsvSource({"rollover-interval, 100", "inactivity-interval, 40"})
    void aRunWithoutEndPublishesFilesThatAreOldOrIdle(String key, long dueMillis) throws IOException {
        isBounded = false;
        options.put("sink.rolling-policy." + key, dueMillis + " ms");
        options.put("sink.rolling-policy.check-interval", "10 ms");
        options.put("sink.partition-commit.delay", "1 h");
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            writer.write(rows("a,0,1"));
            nowMillis += dueMillis - 5;
            writer.flush();
            assertThat(visible()).isEmpty();
            assertThat(writer.flushTimeMillis()).isBetween(nowMillis, nowMillis + 10);
            nowMillis += 15;
            writer.flush();

            assertThat(visible()).containsExactly(Map.entry("dt=2026-01-01/kind=a", "1\n"));
            writer.finish();
        }
    }

    @Test
    void aPartitionIsCompleteWhenTheWatermarkHasPassedItsTime() throws IOException {
        isBounded = false;
        options.put("sink.partition-commit.trigger", "partition-time");
        options.put("sink.partition-commit.delay", "1 d");
        options.put("sink.partition-commit.policy.kind", "success-file");
        options.put("sink.partition-commit.success-file.name", "_DONE");
        options.put("partition.time-extractor.timestamp-pattern", "$dt 06:00:00");
        try (Sink sink = create(2);
                SinkWriter first = sink.createWriter(0);
                SinkWriter second = sink.createWriter(1)) {
            first.write(rows("a,0,1", "a,1,2"));
            second.write(rows("a,0,3"));
            long completeMillis = DAY_MILLIS + (24 + 6) * 3_600_000L;
            first.onWatermark(completeMillis + 1);
            second.onWatermark(completeMillis);
            nowMillis += 60_000;
            first.flush();
            second.flush();
            assertThat(visible()).isEmpty();

            second.onWatermark(completeMillis + 1);
            nowMillis += 60_000;
            first.flush();
            assertThat(visible()).containsOnlyKeys("dt=2026-01-01/kind=a");
            second.flush();
            assertThat(visible()).containsOnlyKeys("dt=2026-01-01/kind=a", "dt=2026-01-01/kind=a/_DONE");
            first.finish();
            second.finish();
            sink.commit(1, List.of());
        }
        assertThat(visible()).containsKeys("dt=2026-01-02/kind=a", "dt=2026-01-02/kind=a/_DONE");
    }

    @Test
    void overwriteReplacesThePartitionsThatAreWritten() throws IOException {
        run("a,0,old", "a,1,old", "b,0,old");
        isOverwrite = true;
        configuration.put("execution.runtime-mode", "batch");
        run("a,0,new");

        assertThat(visible())
                .containsEntry("dt=2026-01-01/kind=a", "new\n")
                .containsEntry("dt=2026-01-01/kind=b", "old\n")
                .containsEntry("dt=2026-01-02/kind=a", "old\n");
        assertThat(hiddenCount()).isZero();
    }

    @Test
    void overwriteOfOnePartitionEmptiesItWithoutRows() throws IOException {
        run("a,0,old", "b,0,old");
        isOverwrite = true;
        configuration.put("execution.runtime-mode", "batch");
        staticPartition = Map.of("dt", "2026-01-01", "kind", "a");
        run();

        assertThat(visible()).containsExactly(Map.entry("dt=2026-01-01/kind=b", "old\n"));
    }

    @Test
    void overwriteNeedsABatchRun() {
        isOverwrite = true;

        assertThatThrownBy(() -> create(1))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("SET 'execution.runtime-mode' = 'batch'");
    }

    @Test
    void aPartitionWithoutATimeIsNamed() {
        options.put("sink.partition-commit.trigger", "partition-time");
        options.put("partition.time-extractor.timestamp-pattern", "$kind");
        try (Sink sink = create(1);
                SinkWriter writer = sink.createWriter(0)) {
            assertThatThrownBy(() -> writer.write(rows("a,0,1")))
                    .hasMessageContaining("partition dt=2026-01-01/kind=a: 'a'")
                    .hasMessageContaining("is no time");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sink.partition-commit.trigger, sometime, it must be process-time or partition-time",
        "sink.partition-commit.policy.kind, metastore, a table of files has no metastore",
        "sink.partition-commit.watermark-time-zone, Nowhere, it must be a time zone",
        "sink.rolling-policy.check-interval, 0 s, it must be at least 1 ms",
        "partition.time-extractor.timestamp-formatter, nonsense, Unknown pattern letter",
    })
    void wrongOptionsAreNamed(String key, String value, String message) {
        options.put(key, value);

        assertThatThrownBy(() -> create(1))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("option '" + key + "'")
                .hasMessageContaining(message);
    }
}
