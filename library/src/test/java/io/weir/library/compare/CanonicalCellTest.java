package io.weir.library.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalCellTest {

    @Test
    void writesTextsAsTheyAreUnlessThatCouldBeMistaken() {
        assertThat(cell("a b", DataTypes.STRING())).isEqualTo("a b");
        assertThat(cell(null, DataTypes.STRING())).isEqualTo("NULL");
        assertThat(cell("NULL", DataTypes.STRING())).isEqualTo("'NULL'");
        assertThat(cell("", DataTypes.STRING())).isEqualTo("''");
        assertThat(cell(" a", DataTypes.STRING())).isEqualTo("' a'");
        assertThat(cell("a\t|b\\\n", DataTypes.STRING())).isEqualTo("'a\\t\\|b\\\\\\n'");
        assertThat(cell("\u0000", DataTypes.STRING())).isEqualTo("\\u0000");
    }

    @Test
    void writesTimesWithTheDigitsOfTheirTypeAndMoreOnlyIfTheValueHasMore() {
        LocalDateTime value = LocalDateTime.of(2026, 1, 1, 10, 0, 0, 120_000_000);

        assertThat(cell(value, DataTypes.TIMESTAMP(3))).isEqualTo("2026-01-01 10:00:00.120");
        assertThat(cell(value, DataTypes.TIMESTAMP(9))).isEqualTo("2026-01-01 10:00:00.120000000");
        assertThat(cell(value, DataTypes.TIMESTAMP(0))).isEqualTo("2026-01-01 10:00:00.12");
        assertThat(cell(LocalDateTime.of(1, 1, 1, 0, 0), DataTypes.TIMESTAMP(0)))
                .isEqualTo("0001-01-01 00:00:00");
        assertThat(cell(Instant.EPOCH, DataTypes.TIMESTAMP_LTZ(3))).isEqualTo("1970-01-01 00:00:00.000Z");
        assertThat(cell(LocalDate.of(1969, 12, 31), DataTypes.DATE())).isEqualTo("1969-12-31");
        assertThat(cell(LocalTime.of(1, 2, 3), DataTypes.TIME(0))).isEqualTo("01:02:03");
    }

    @Test
    void writesNumbersBooleansAndBytes() {
        assertThat(cell(new BigDecimal("1E+3"), DataTypes.DECIMAL(10, 0))).isEqualTo("1000");
        assertThat(cell(1.0E10, DataTypes.DOUBLE())).isEqualTo("1.0E10");
        assertThat(cell(true, DataTypes.BOOLEAN())).isEqualTo("TRUE");
        assertThat(cell(new byte[] {10, -1}, DataTypes.BYTES())).isEqualTo("x'0aff'");
    }

    @Test
    void writesNestedValuesWithQuotedTextsAndSortedKeys() {
        DataType row = DataTypes.ROW(DataTypes.FIELD("a", DataTypes.INT()), DataTypes.FIELD("b", DataTypes.STRING()));
        Map<String, Integer> map = new TreeMap<>(java.util.Comparator.reverseOrder());
        map.put("a", 1);
        map.put("b", 2);

        assertThat(cell(Row.of(1, "it's"), row)).isEqualTo("(1, 'it''s')");
        assertThat(cell(new Row[] {Row.of(null, null), null}, DataTypes.ARRAY(row)))
                .isEqualTo("[(NULL, NULL), NULL]");
        assertThat(cell(map, DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())))
                .isEqualTo("{'a'=1, 'b'=2}");
        assertThat(cell(map, DataTypes.MULTISET(DataTypes.STRING()))).isEqualTo("{'a'*1, 'b'*2}");
    }

    private static String cell(@Nullable Object value, DataType type) {
        return CanonicalCell.of(value, type.getLogicalType());
    }
}
