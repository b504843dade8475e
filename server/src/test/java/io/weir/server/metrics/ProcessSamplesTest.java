package io.weir.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSamplesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path proc;

    private Samples read() {
        Samples samples = new Samples();
        new ProcessSamples("1.2.3", proc).addTo(samples);
        return samples;
    }

    @Test
    void readsWhatLinuxTells() throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(proc.resolve("net"));
        Files.writeString(proc.resolve("self/status"), "Name:\tjava\nVmRSS:\t  2048 kB\nThreads:\t7\n");
        Files.writeString(proc.resolve("net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo
                    lo: 99 1 0 0 0 0 0 0 99 1 0 0 0 0 0 0
                  eth0: 1000 10 0 0 0 0 0 0 250 5 0 0 0 0 0 0
                """);

        Samples samples = read();

        assertThat(samples.number(Metric.PROCESS_MEMORY)).hasValue(2_048 * 1_024);
        assertThat(samples.number(Metric.NETWORK_RECEIVED, "eth0")).hasValue(1_000);
        assertThat(samples.number(Metric.NETWORK_SENT, "eth0")).hasValue(250);
        assertThat(samples.of(Metric.NETWORK_SENT)).as("without the loopback").hasSize(1);
        assertThat(samples.number(Metric.VERSION, "1.2.3", Runtime.version().toString()))
                .hasValue(1);
    }

    @Test
    void elsewhereThoseNumbersAreNotThere() {
        Samples samples = read();

        assertThat(samples.of(Metric.PROCESS_MEMORY)).isEmpty();
        assertThat(samples.of(Metric.NETWORK_SENT)).isEmpty();
        assertThat(samples.number(Metric.JVM_THREADS).orElse(0)).isPositive();
        assertThat(samples.number(Metric.JVM_HEAP_USED).orElse(0)).isPositive();
        assertThat(samples.number(Metric.PROCESS_CPU).orElse(0)).isPositive();
    }
}
