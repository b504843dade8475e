package io.weir.benchmarks.jmh;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.type.Columns;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding three of eight fields of a clickstream event, by event; nothing may be allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class JsonDecoderBenchmark {
    private static final int EVENTS = 4096;
    private static final int SLACK_BYTES = 1024;

    /** How the events look: all alike, with white space between values, or half of them without one of the fields. */
    @Param({"plain", "spaced", "sparse"})
    public String look = "plain";

    private final RowType type = new RowType(List.of(
            new RowType.RowField("page", new VarCharType(VarCharType.MAX_LENGTH)),
            new RowType.RowField("event_timestamp", new TimestampType(3)),
            new RowType.RowField("load_time_ms", new IntType())));
    private final Batch batch = Columns.batch(type, EVENTS);
    private final Decoder decoder = ServiceLoader.load(DecoderFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(factory -> factory.identifier().equals("json"))
            .findFirst()
            .orElseThrow()
            .create(new DecoderRequest(type, Map.of(), ZoneOffset.UTC));
    private byte[] bytes = new byte[0];
    private int end;

    @Setup
    public void writeEvents() {
        Clickstream stream = new Clickstream(1_000_000, 42);
        byte[] written = new byte[EVENTS * Clickstream.EVENT_BYTES_MAX];
        int length = 0;
        for (int event = 0; event < EVENTS; event++) {
            length = stream.write(505_000 + event, written, length);
        }
        String text = new String(written, 0, length, StandardCharsets.US_ASCII);
        text = switch (look) {
            case "sparse" -> text.replace("\"action\":\"view\",", "");
            case "spaced" -> text.replace("\":", "\": ").replace(",\"", ", \"");
            default -> text;
        };
        end = text.length();
        bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), end + SLACK_BYTES);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int decode() {
        batch.reset();
        decoder.decodeLines(bytes, 0, end, batch);
        return batch.rowCount();
    }
}
