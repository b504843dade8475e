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

/** Searching text byte by byte and word by word: all quotes of an event, one after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class WordsBenchmark {
    private static final int EVENTS = 1_000;

    private final byte[] bytes = new byte[EVENTS * Clickstream.EVENT_BYTES_MAX + EventDecoder.SLACK_BYTES];
    private int end;

    @Setup
    public void write() {
        Clickstream stream = new Clickstream(EVENTS, 42);
        for (int event = 0; event < EVENTS; event++) {
            end = stream.write(event, bytes, end);
        }
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int endsOfTextByByte() {
        int found = 0;
        for (int position = 0; position < end; position++) {
            byte next = bytes[position];
            if (next == '"' || next == '\\' || next >= 0 && next < ' ') {
                found++;
            }
        }
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public int endsOfTextByWord() {
        int found = 0;
        int position = 0;
        while (position < end) {
            int first = Words.firstByte(Words.endOfPlainText(Words.word(bytes, position)));
            position += first;
            if (first < 8) {
                found++;
                position++;
            }
        }
        return found;
    }
}
