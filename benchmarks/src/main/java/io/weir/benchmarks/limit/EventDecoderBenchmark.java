package io.weir.benchmarks.limit;

import io.weir.benchmarks.clickstream.Clickstream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of the limit's loop, by row: decoding, and adding to windows; nothing may be allocated. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class EventDecoderBenchmark {
    private static final int ROWS = EventColumns.ROWS_MAX;

    private final EventDecoder decoder = new EventDecoder();
    private final EventColumns columns = new EventColumns();
    private final PageWindows windows = new PageWindows(JsonWindowLimit.WINDOW_MILLIS);
    private final byte[] bytes = new byte[ROWS * Clickstream.EVENT_BYTES_MAX + EventDecoder.SLACK_BYTES];
    private int end;

    @Setup
    public void decodeOnce() {
        Clickstream stream = new Clickstream(1_000_000, 42);
        for (int row = 0; row < ROWS; row++) {
            end = stream.write(505_000 + row, bytes, end);
        }
        decoder.decode(bytes, 0, end, end, columns);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int decode() {
        return decoder.decode(bytes, 0, end, end, columns);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public PageWindows addToWindows() {
        windows.add(columns, decoder.pages().size());
        return windows;
    }
}
