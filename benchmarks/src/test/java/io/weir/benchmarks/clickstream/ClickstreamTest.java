package io.weir.benchmarks.clickstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickstreamTest {
    @Test
    void writesTheSameEventsAsOneByOne(@TempDir Path folder) throws Exception {
        Clickstream stream = new Clickstream(50_000, 42);
        List<String> lines = Files.readAllLines(ClickstreamFile.get(stream, folder));
        assertThat(lines).hasSize(50_000);
        for (int number = 0; number < lines.size(); number += 777) {
            assertThat(lines.get(number)).isEqualTo(new String(stream.event(number), StandardCharsets.US_ASCII));
        }
        assertThat(lines.get(0))
                .isEqualTo("{\"user_id\":82988,\"page\":\"/product/427\",\"action\":\"search\","
                        + "\"event_timestamp\":\"2026-01-01 00:00:01.627\",\"session_id\":\"s-e51f3261bb5f23dc\","
                        + "\"load_time_ms\":2552,\"device\":\"mobile\",\"country\":\"AU\"}");
    }

    @Test
    void staysWithinItsHourAndItsDisorder() {
        Clickstream stream = new Clickstream(100_000, 7);
        int newest = 0;
        for (long number = 0; number < stream.events(); number++) {
            String event = new String(stream.event(number), StandardCharsets.US_ASCII);
            int at = event.indexOf("2026-01-01 00:");
            assertThat(at).as(event).isPositive();
            int minute = Integer.parseInt(event.substring(at + 14, at + 16));
            int millis = Integer.parseInt(event.substring(at + 17, at + 19) + event.substring(at + 20, at + 23));
            int time = minute * 60_000 + millis;
            assertThat(time).as(event).isGreaterThanOrEqualTo(newest - Clickstream.DISORDER_MILLIS);
            newest = Math.max(newest, time);
        }
        assertThat(newest).isBetween(Clickstream.SPAN_MILLIS - 10_000, Clickstream.SPAN_MILLIS);
    }
}
