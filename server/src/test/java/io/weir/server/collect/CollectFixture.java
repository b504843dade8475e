package io.weir.server.collect;

import io.weir.engine.pipeline.ConnectorRegistry;
import io.weir.engine.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

/** A collector of one table, with a clock that stands still and ids that count. */
final class CollectFixture implements AutoCloseable {
    static final RowType TYPE = new RowType(List.of(
            new RowType.RowField("event_id", VarCharType.STRING_TYPE),
            new RowType.RowField("user_id", new BigIntType(false)),
            new RowType.RowField("page", VarCharType.STRING_TYPE),
            new RowType.RowField("price", new DecimalType(10, 2)),
            new RowType.RowField("load_time_ms", new IntType()),
            new RowType.RowField("arrival_time", new LocalZonedTimestampType(3))));

    final Path log;
    final Collector collector;
    long nanos;

    CollectFixture(Path folder, CollectSettings settings, Map<String, String> options) {
        this(folder, settings, table(folder, options));
    }

    CollectFixture(Path folder, CollectSettings settings, CollectTable table) {
        this(folder, settings, CollectTables.of(() -> false, table));
    }

    /** A collector whose server may not have started all its pipelines yet. */
    CollectFixture(Path folder, BooleanSupplier areMoreComing) {
        this(folder, CollectSettings.DEFAULT, CollectTables.of(areMoreComing, table(folder, Map.of())));
    }

    private CollectFixture(Path folder, CollectSettings settings, CollectTables tables) {
        log = folder.resolve("log");
        ConnectorRegistry formats = ConnectorRegistry.discover(CollectFixture.class.getClassLoader());
        AtomicLong ids = new AtomicLong();
        Clock clock = new Clock() {
            @Override
            public long currentTimeMillis() {
                return 1_700_000_000_123L;
            }

            @Override
            public long nanoTime() {
                return nanos;
            }
        };
        collector = new Collector(settings, tables, formats::decoder, clock, () -> "id-" + ids.getAndIncrement());
    }

    static CollectTable table(Path folder, Map<String, String> more) {
        Map<String, String> options = new TreeMap<>(
                Map.of("connector", "collect", "path", folder.resolve("log").toString()));
        options.put("json.timestamp-format.standard", "ISO-8601");
        options.putAll(more);
        return new CollectTable("clicks", "`c`.`d`.`clicks`", TYPE, options, Map.of());
    }

    CollectAnswer collect(String body) {
        return collect(request(body));
    }

    CollectAnswer collect(CollectRequest request) {
        try {
            return collector.collect(request).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CollectRefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    static CollectRequest request(String body) {
        return request(body, CollectRequest.Errors.ALL, CollectRequest.Unknown.IGNORE);
    }

    static CollectRequest request(String body, CollectRequest.Errors errors, CollectRequest.Unknown unknown) {
        return new CollectRequest(
                "clicks", body.getBytes(StandardCharsets.UTF_8), "127.0.0.1", "local", errors, unknown);
    }

    /** The records in the log's files, read by hand: a header of 36 bytes, then frames. */
    List<String> records() throws IOException {
        List<String> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).position(36);
                while (bytes.hasRemaining()) {
                    bytes.getInt();
                    bytes.getInt();
                    int count = bytes.getInt();
                    for (int i = 0; i < count; i++) {
                        byte[] record = new byte[bytes.getInt()];
                        bytes.get(record);
                        records.add(new String(record, StandardCharsets.UTF_8));
                    }
                }
            }
        }
        return records;
    }

    @Override
    public void close() {
        collector.close();
    }
}
