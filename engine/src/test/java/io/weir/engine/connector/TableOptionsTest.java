package io.weir.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableOptionsTest {
    private static TableOptions options(String... keysAndValues) {
        Map<String, String> map = new HashMap<>();
        map.put("connector", "c");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new TableOptions("db.t", map);
    }

    @Test
    void valuesAreUnderstoodAsFlinkDoes() {
        TableOptions options =
                options("wait", "5 min", "size", "64 kb", "on", "TRUE", "n", "7", "rate", "0.5", "text", "x");
        assertThat(options.duration("wait")).contains(Duration.ofMinutes(5));
        assertThat(options.bytes("size")).contains(65_536L);
        assertThat(options.flag("on", false)).isTrue();
        assertThat(options.integer("n")).contains(7L);
        assertThat(options.number("rate")).contains(0.5);
        assertThat(options.text("text", "y")).isEqualTo("x");
        options.rejectUnknown();
    }

    @Test
    void whatIsNotThereHasItsDefault() {
        assertThat(options().flag("on", true)).isTrue();
        assertThat(options().integer("n")).isEmpty();
        assertThat(options().text("text", "y")).isEqualTo("y");
    }

    @Test
    void aWrongValueNamesTableOptionAndWhatIsExpected() {
        assertThatThrownBy(() -> options("wait", "soon").duration("wait"))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_INVALID))
                .hasMessage("table db.t, option 'wait': the value 'soon' cannot be used: it must be a duration such "
                        + "as '10 s' or '5 min'");
    }

    @Test
    void aMissingOptionIsNamed() {
        assertThatThrownBy(() -> options("path", "").required("path"))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPTION_MISSING))
                .hasMessageContaining("table db.t: option 'path' is missing");
    }

    @Test
    void optionsOfAFormatComeWithoutPrefix() {
        TableOptions options = options("json.ignore-parse-errors", "true", "format", "json");
        assertThat(options.withPrefix("json.")).containsExactly(Map.entry("ignore-parse-errors", "true"));
        assertThat(options.required("format")).isEqualTo("json");
        options.rejectUnknown();
    }

    @Test
    void whatNobodyAskedForIsNotNative() {
        assertThatThrownBy(() -> options("a.b", "1").rejectUnknown())
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("option 'a.b' = '1' of table db.t");
        assertThatThrownBy(() -> options("a", "1").refuse("a")).isInstanceOf(NotNativeException.class);
    }
}
