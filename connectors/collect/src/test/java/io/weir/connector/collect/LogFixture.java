package io.weir.connector.collect;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.time.Clock;
import io.weir.testing.kit.Requests;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** Logs of lines of text. */
final class LogFixture {
    static final RowType TYPE = RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"line"});

    private LogFixture() {}

    /** Appends lines, some at a time, each append safe before the next. */
    static void fill(Path folder, CollectLimits limits, List<String> lines, int atATime) {
        CollectLog log = CollectLogs.acquire(folder, limits, Clock.SYSTEM);
        try {
            for (int i = 0; i < lines.size(); i += atATime) {
                log.append(bytes(lines.subList(i, Math.min(lines.size(), i + atATime))))
                        .join();
            }
        } finally {
            CollectLogs.release(log);
        }
    }

    static List<byte[]> bytes(List<String> lines) {
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }

    static List<byte[]> bytes(String... lines) {
        return bytes(List.of(lines));
    }

    /** All lines that are in the log now. */
    static List<String> read(Path folder) {
        try (Source source = source(folder, true)) {
            List<String> lines = new ArrayList<>();
            try (SourceReader reader = source.createReader(0)) {
                poll(reader, lines);
            }
            return lines;
        }
    }

    static Source source(Path folder, boolean isBounded) {
        return new CollectSourceFactory()
                .create(Requests.source(
                        TYPE,
                        Map.of("connector", "collect", "path", folder.toString(), "bounded", "" + isBounded),
                        1,
                        100));
    }

    /** Polls until there is nothing more. */
    static void poll(SourceReader reader, List<String> lines) {
        for (Batch batch = reader.poll(); batch != null; batch = reader.poll()) {
            for (int i = 0; i < batch.rowCount(); i++) {
                lines.add(((BytesColumn) batch.column(0)).getString(i));
            }
        }
    }
}
