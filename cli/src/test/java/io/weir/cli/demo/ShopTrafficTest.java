package io.weir.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShopTrafficTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int EVENTS = 20_000;
    private static final long START = 1_700_000_000_000L;

    private static List<String> records(long seed, String prefix) {
        ShopTraffic traffic = new ShopTraffic(seed, prefix);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            records.add(new String(traffic.next(START + i), StandardCharsets.UTF_8));
        }
        return records;
    }

    @Test
    void theSameSeedGivesTheSameTraffic() {
        assertThat(records(1, "a")).isEqualTo(records(1, "a")).isNotEqualTo(records(2, "a"));
    }

    @Test
    void aCopyIsTheSameRecordAndNoOtherEventsShareAnId() {
        Map<String, String> byId = new HashMap<>();
        int copies = 0;
        for (String record : records(3, "a")) {
            String before = byId.put(JSON.readTree(record).path("event_id").asString(), record);
            if (before != null) {
                copies++;
                assertThat(record).isEqualTo(before);
            }
        }
        assertThat(copies).isBetween(EVENTS / 400, EVENTS / 100);
        Set<String> others = new HashSet<>();
        records(3, "b")
                .forEach(record ->
                        others.add(JSON.readTree(record).path("event_id").asString()));
        assertThat(others).doesNotContainAnyElementsOf(byId.keySet());
    }

    @Test
    void someComeOutOfOrderAndFewLate() {
        long newest = 0;
        int outOfOrder = 0;
        int late = 0;
        int purchases = 0;
        List<String> records = records(4, "a");
        for (int i = 0; i < EVENTS; i++) {
            JsonNode event = JSON.readTree(records.get(i));
            long at = Instant.parse(event.path("event_timestamp").asString()).toEpochMilli();
            assertThat(at).isLessThanOrEqualTo(START + i);
            outOfOrder += at < newest ? 1 : 0;
            late += START + i - at >= 30_000 ? 1 : 0;
            newest = Math.max(newest, at);
            if (event.path("action").asString().equals("purchase")) {
                purchases++;
                assertThat(event.path("amount").decimalValue()).isPositive();
                assertThat(event.path("order_id").asString()).isNotEmpty();
            }
        }
        assertThat(outOfOrder).isGreaterThan(EVENTS / 2);
        assertThat(late).isBetween(EVENTS / 2_000, EVENTS / 500);
        assertThat(purchases).isGreaterThan(EVENTS / 500);
    }
}
