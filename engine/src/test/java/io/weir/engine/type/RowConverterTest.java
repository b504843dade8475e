package io.weir.engine.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class RowConverterTest {
    private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

    private static Object[] valueAndText(LogicalType type, Batch batch) {
        StringBuilder text = new StringBuilder();
        new ValueText(ZoneId.of("UTC")).append(text, type, batch.column(0), 0);
        return new Object[] {RowConverter.value(type, batch.column(0), 0), text.toString()};
    }

    private static Batch ints(LogicalType type, int value) {
        Batch batch = Columns.batch(RowType.of(type), 1);
        ((IntColumn) batch.column(0)).set(0, value);
        return batch;
    }

    private static Batch longs(LogicalType type, long value) {
        Batch batch = Columns.batch(RowType.of(type), 1);
        ((LongColumn) batch.column(0)).set(0, value);
        return batch;
    }

    @Test
    void aRowKnowsItsKindAndItsFieldsByName() {
        RowType type = RowType.of(new LogicalType[] {new SmallIntType(), STRING}, new String[] {"n", "s"});
        Batch batch = Columns.batch(type, 1);
        ((IntColumn) batch.column(0)).set(0, -3);
        batch.column(1).setNull(0);
        batch.setRowKind(0, RowKinds.UPDATE_BEFORE);
        batch.setRowCount(1);

        Row row = new RowConverter(type).toRow(batch, 0);
        assertThat(row.getKind()).isEqualTo(RowKind.UPDATE_BEFORE);
        assertThat(row.getField("n")).isEqualTo((short) -3);
        assertThat(row.getField("s")).isNull();
        assertThat(row).hasToString("-U[-3, null]");
    }

    @Test
    void intervalsAreShownAsFlinkDoes() {
        LogicalType months = new YearMonthIntervalType(YearMonthIntervalType.YearMonthResolution.YEAR_TO_MONTH);
        assertThat(valueAndText(months, ints(months, 14))).containsExactly(Period.of(1, 2, 0), "+1-02");
        assertThat(valueAndText(months, ints(months, -1))).containsExactly(Period.of(0, -1, 0), "-0-01");
        LogicalType millis = new DayTimeIntervalType(DayTimeIntervalType.DayTimeResolution.DAY_TO_SECOND);
        assertThat(valueAndText(millis, longs(millis, -90_061_005)))
                .containsExactly(Duration.ofMillis(-90_061_005), "-1 01:01:01.005");
    }

    @Test
    void timesLoseTheZerosAtTheirEnd() {
        LogicalType time = new TimeType(3);
        assertThat(valueAndText(time, ints(time, 3_661_120)))
                .containsExactly(LocalTime.of(1, 1, 1, 120_000_000), "01:01:01.12");
        assertThat(valueAndText(time, ints(time, 0))).containsExactly(LocalTime.MIDNIGHT, "00:00:00.0");
        LogicalType seconds = new TimeType(0);
        assertThat(valueAndText(seconds, ints(seconds, 1000))).containsExactly(LocalTime.of(0, 0, 1), "00:00:01");
    }

    @Test
    void rowsInArraysAreConvertedToTheirDepth() {
        LogicalType type = new ArrayType(RowType.of(new IntType(), STRING));
        Batch batch = Columns.batch(RowType.of(type), 1);
        ArrayColumn arrays = (ArrayColumn) batch.column(0);
        arrays.begin(0);
        int first = arrays.addElement();
        int second = arrays.addElement();
        RowColumn rows = (RowColumn) arrays.elements();
        ((IntColumn) rows.field(0)).set(first, 1);
        ((BytesColumn) rows.field(1)).set(first, "a");
        rows.setNull(second);

        assertThat((Row[]) valueAndText(type, batch)[0]).containsExactly(Row.of(1, "a"), null);
        assertThat(valueAndText(type, batch)[1]).isEqualTo("[(1, a), NULL]");
    }
}
