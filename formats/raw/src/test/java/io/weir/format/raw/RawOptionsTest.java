package io.weir.format.raw;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.util.Map;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class RawOptionsTest {
    @Test
    void wrongOptionsSayWhatIsAllowed() {
        assertThatThrownBy(() -> RawOptions.of(Map.of("charset", "utf-9")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("'utf-9' is no value for the option charset of the format raw");
        assertThatThrownBy(() -> RawOptions.of(Map.of("endianness", "middle")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("big-endian or little-endian");
        assertThatThrownBy(() -> RawOptions.of(Map.of("ignore-parse-errors", "true")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("no option 'ignore-parse-errors'");
    }

    @Test
    void columnsThatDoNotFitAreRefused() {
        RawOptions options = RawOptions.of(Map.of());
        assertThatThrownBy(() -> options.value(RowType.of(new IntType(), new IntType())))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("has one physical column, but the table has 2: f0, f1");
        assertThatThrownBy(() -> options.value(RowType.of(new DateType())))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("no column of type DATE");
    }
}
