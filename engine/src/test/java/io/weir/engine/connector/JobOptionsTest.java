package io.weir.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobOptionsTest {
    private static final String KEY = "weir.some.option";

    private static JobOptions options(String value) {
        return new JobOptions(Map.of(KEY, value));
    }

    @Test
    void blanksAroundAValueMeanNothing() {
        assertThat(options(" 3 ").count(KEY, 7, 1)).isEqualTo(3);
        assertThat(options("\t-1").integer(KEY)).contains(-1L);
        assertThat(options(" 0.5 ").number(KEY)).contains(0.5);
        assertThat(options(" true ").flag(KEY, false)).isTrue();
        assertThat(options(" 2 s ").millis(KEY, 1)).isEqualTo(2_000);
        assertThat(options(" 64 kb ").bytes(KEY)).contains(65_536L);
        assertThat(options(" a b ").text(KEY)).contains("a b");
        assertThat(options(" 5 s").duration(KEY)).contains(Duration.ofSeconds(5));
    }

    @Test
    void whatIsNoCountIsRefused() {
        for (String wrong : new String[] {" 0 ", "3 4", "2147483648", ""}) {
            assertThatThrownBy(() -> options(wrong).count(KEY, 7, 1))
                    .as(wrong)
                    .hasMessageContaining("configuration, '" + KEY + "'");
        }
    }
}
