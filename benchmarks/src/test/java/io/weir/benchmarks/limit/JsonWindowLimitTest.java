package io.weir.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.benchmarks.clickstream.Clickstream;
import io.weir.benchmarks.clickstream.ClickstreamFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonWindowLimitTest {
    private static final Pattern EVENT =
            Pattern.compile(".*\"page\":\"([^\"]*)\".*\"event_timestamp\":\"([^\"]*)\".*\"load_time_ms\":(\\d+).*");

    @Test
    void givesWhatASimpleLoopGives(@TempDir Path folder) throws Exception {
        // More than one chunk, so that a row lies across two.
        Path file = ClickstreamFile.get(new Clickstream(20_000, 3), folder);
        assertThat(Files.size(file)).isGreaterThan(3 * ChunkedFile.CHUNK_BYTES);

        Map<String, long[]> expected = new HashMap<>();
        for (String row : Files.readAllLines(file)) {
            Matcher event = EVENT.matcher(row);
            assertThat(event.matches()).as(row).isTrue();
            long millis = LocalDateTime.parse(event.group(2).replace(' ', 'T'))
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
            long[] sums = expected.computeIfAbsent(millis / 60_000 * 60_000 + event.group(1), key -> new long[2]);
            sums[0]++;
            sums[1] += Long.parseLong(event.group(3));
        }
        List<String> expectedRows = new ArrayList<>();
        expected.forEach((key, sums) -> expectedRows.add(key + " " + sums[0] + " " + sums[1] / sums[0]));

        List<String> rows = new ArrayList<>();
        for (JsonWindowLimit.PageWindow row : JsonWindowLimit.run(file, 2)) {
            rows.add(row.windowStartMillis() + row.page() + " " + row.events() + " " + row.meanLoadTimeMillis());
        }
        assertThat(rows).containsExactlyInAnyOrderElementsOf(expectedRows);
    }
}
