package io.weir.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.benchmarks.clickstream.Clickstream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
    private static final String PLAIN = "{\"user_id\":7,\"page\":\"/product/17\",\"action\":\"view\","
            + "\"event_timestamp\":\"2026-01-01 00:00:04.210\",\"load_time_ms\":131}";

    private final EventDecoder decoder = new EventDecoder();
    private final EventColumns columns = new EventColumns();

    @Test
    void readsOnlyTheFirstRowSlowlyIfAllAreLaidOutAlike() {
        Clickstream stream = new Clickstream(EventColumns.ROWS_MAX, 1);
        StringBuilder rows = new StringBuilder();
        for (int number = 0; number < stream.events(); number++) {
            rows.append(new String(stream.event(number), StandardCharsets.US_ASCII))
                    .append('\n');
        }
        decode(rows.toString());
        assertThat(columns.rows).isEqualTo(EventColumns.ROWS_MAX);
        assertThat(decoder.slowRows()).isEqualTo(1);
    }

    @Test
    void readsTheSameColumnsFromEveryLayout() {
        decode(PLAIN + "\n" + PLAIN + "\r\n" + PLAIN.replace(":", ": ").replace("00: 00: 04", "00:00:04") + "\n"
                + PLAIN.replace("/product", "\\/prod\\u0075ct") + "\n"
                + PLAIN.replace("\"action\":\"view\"", "\"x\":{\"a\":[1,\"}\"]},\"page2\":null") + "\n"
                + "{\"load_time_ms\":131,\"event_timestamp\":\"2026-01-01 00:00:04.210\",\"user_id\":7,"
                + "\"page\":\"/product/17\"}\n" + PLAIN);
        assertThat(columns.rows).isEqualTo(7);
        assertThat(Arrays.copyOf(columns.userId, 7)).containsOnly(7);
        assertThat(Arrays.copyOf(columns.page, 7)).containsOnly(0);
        assertThat(Arrays.copyOf(columns.loadTimeMillis, 7)).containsOnly(131);
        assertThat(Arrays.copyOf(columns.timeMillis, 7)).containsOnly(Clickstream.startMillis() + 4_210);
        assertThat(decoder.pages().strings()).containsExactly("/product/17");
    }

    @Test
    void followsMinutesForthAndBackAndOverMidnight() {
        String[] times = {
            "2026-01-01 00:00:59.999", "2026-01-01 00:01:00.000", "2026-01-01 00:00:59.998", "2026-01-01 23:59:59.999",
            "2026-01-02 00:00:00.000", "2026-01-01 23:59:59.000", "2026-02-01 00:00:00.000", "2025-12-31 00:00:00.000"
        };
        StringBuilder rows = new StringBuilder();
        for (String time : times) {
            rows.append(PLAIN.replace("2026-01-01 00:00:04.210", time)).append('\n');
        }
        decode(rows.toString());
        long day = 86_400_000;
        long start = Clickstream.startMillis();
        assertThat(Arrays.copyOf(columns.timeMillis, times.length))
                .containsExactly(
                        start + 59_999,
                        start + 60_000,
                        start + 59_998,
                        start + day - 1,
                        start + day,
                        start + day - 1_000,
                        start + 31 * day,
                        start - day);
    }

    @Test
    void readsNumbersAndPagesOfEveryLength() {
        StringBuilder rows = new StringBuilder();
        int[] numbers = {0, 9, 10, 12_345_678, 123_456_789, Integer.MAX_VALUE, -5};
        String page = "/0123456789abcde";
        for (int number : numbers) {
            rows.append(PLAIN.replace(":131", ":" + number)).append('\n');
        }
        for (int length = 0; length <= page.length(); length++) {
            rows.append(PLAIN.replace("/product/17", page.substring(0, length))).append('\n');
        }
        decode(rows.toString());
        assertThat(Arrays.copyOf(columns.loadTimeMillis, numbers.length)).containsExactly(numbers);
        for (int length = 0; length <= page.length(); length++) {
            assertThat(decoder.pages().strings().get(columns.page[numbers.length + length]))
                    .isEqualTo(page.substring(0, length));
        }
    }

    @Test
    void refusesWhatIsNotAnEvent() {
        String[][] wrongRows = {
            {PLAIN.replace("00:04.210", "00:64.210"), "a time such as"},
            {PLAIN.replace("00:04.210", "60:04.210"), "a time such as"},
            {PLAIN.replace("00:04.210", "00:04,210"), "a time such as"},
            {PLAIN.replace(":131", ":13x"), "an integer"},
            {PLAIN.replace(":131", ":"), "an integer"},
            {PLAIN.replace("/product/17\"", "/product/17"), "'}'"},
            {PLAIN.replace("4.210\",", "4.210\""), "'}'"},
            {PLAIN.replace("00:00:04", "24:00:04"), "a time such as"},
            {PLAIN.replace("\"view\"", "\"view\n\""), "the string's closing quote"},
            {PLAIN.replace("\"user_id\":7,", ""), "user_id, page, event_timestamp and load_time_ms"},
            {PLAIN.replace("}", ""), "'}'"},
            {PLAIN + "x", "the end of the line"},
        };
        for (String[] wrongRow : wrongRows) {
            assertThatThrownBy(() -> decode(PLAIN + "\n" + wrongRow[0] + "\n"))
                    .as(wrongRow[0])
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrongRow[1]);
        }
    }

    private void decode(String rows) {
        byte[] text = rows.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Arrays.copyOf(text, text.length + EventDecoder.SLACK_BYTES);
        int end = decoder.decode(bytes, 0, text.length, text.length, columns);
        assertThat(end).isEqualTo(text.length);
    }
}
