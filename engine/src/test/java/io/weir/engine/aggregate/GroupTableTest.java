package io.weir.engine.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class GroupTableTest {
    private static AggregateCall call(String function, int argument, boolean isDistinct, LogicalType type) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, function, 1, Optional.empty(), "FUNCTION"),
                argument < 0 ? List.of() : List.of(argument),
                OptionalInt.empty(),
                isDistinct,
                false,
                false,
                type);
    }

    private static Batch batch(RowType type, Object... values) {
        Batch batch = Columns.batch(type, 1);
        RowDataAppender appender = new RowDataAppender(type);
        for (Object value : values) {
            appender.append(GenericRowData.of(value), batch);
        }
        return batch;
    }

    private static int[] all(int count) {
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) {
            positions[i] = i;
        }
        return positions;
    }

    /** The results of the one group. */
    private static String results(GroupTable table, AggregateCall... calls) {
        LogicalType[] types = new LogicalType[calls.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = calls[i].type();
        }
        Batch out = Columns.batch(RowType.of(types), 1);
        Column[] columns = new Column[calls.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = out.column(i);
        }
        table.writeResult(0, columns, 0, 0);
        out.setRowCount(1);
        return new RowConverter(RowType.of(types)).toRow(out, 0).toString();
    }

    private static GroupTable oneGroup(RowType type, List<AggregateCall> calls, Object... values) {
        GroupTable table = new Aggregation(new int[0], calls, type).newTable();
        table.add(batch(type, values), all(values.length), values.length);
        return table;
    }

    private static DecimalData decimal(String text) {
        return DecimalData.fromBigDecimal(new BigDecimal(text), 38, 0);
    }

    @Test
    void integersWrapAroundAndAveragesAreCut() {
        RowType type = RowType.of(new IntType());
        AggregateCall sum = call("SUM", 0, false, new IntType());
        AggregateCall average = call("AVG", 0, false, new IntType());
        GroupTable table = oneGroup(type, List.of(sum, average), Integer.MAX_VALUE, 1, 1);
        assertThat(results(table, sum, average)).isEqualTo("+I[-2147483647, 715827883]");
        GroupTable negative = oneGroup(type, List.of(sum, average), -1, -2, -2, null);
        assertThat(results(negative, sum, average)).isEqualTo("+I[-5, -1]");
    }

    @Test
    void smallIntegersKeepTheirWidth() {
        AggregateCall sum = call("SUM", 0, false, new TinyIntType());
        AggregateCall max = call("MAX", 0, false, new TinyIntType());
        GroupTable table =
                oneGroup(RowType.of(new TinyIntType()), List.of(sum, max), (byte) 100, (byte) 100, (byte) -1);
        assertThat(results(table, sum, max)).isEqualTo("+I[-57, 100]");
    }

    @Test
    void onlyNullsGiveNullButCountsGiveZero() {
        RowType type = RowType.of(new BigIntType());
        AggregateCall[] calls = {
            call("COUNT", -1, false, new BigIntType()),
            call("COUNT", 0, false, new BigIntType()),
            call("COUNT", 0, true, new BigIntType()),
            call("SUM", 0, false, new BigIntType()),
            call("AVG", 0, true, new BigIntType()),
            call("MIN", 0, false, new BigIntType())
        };
        GroupTable table = oneGroup(type, List.of(calls), null, null);
        assertThat(results(table, calls)).isEqualTo("+I[2, 0, 0, null, null, null]");
    }

    @Test
    void decimalsReach38Digits() {
        RowType type = RowType.of(new DecimalType(38, 0));
        AggregateCall sum = call("SUM", 0, false, new DecimalType(38, 0));
        AggregateCall max = call("MAX", 0, false, new DecimalType(38, 0));
        String nines = "9".repeat(37);
        GroupTable table = oneGroup(type, List.of(sum, max), decimal(nines), decimal(nines), decimal("-" + nines));
        assertThat(results(table, sum, max)).isEqualTo("+I[" + nines + ", " + nines + "]");
        GroupTable carries = oneGroup(
                type,
                List.of(sum, max),
                decimal("18446744073709551615"),
                decimal("1"),
                decimal("-18446744073709551617"));
        assertThat(results(carries, sum, max)).isEqualTo("+I[-1, 18446744073709551615]");
    }

    @Test
    void partialResultsMergeToTheResultOfAllRows() {
        LogicalType text = new VarCharType(VarCharType.MAX_LENGTH);
        RowType type = RowType.of(text);
        List<AggregateCall> calls = List.of(
                call("MIN", 0, false, text), call("MAX", 0, false, text), call("COUNT", 0, false, new BigIntType()));
        Aggregation aggregation = new Aggregation(new int[] {0}, calls, type);
        Random random = new Random(4);
        GroupTable whole = aggregation.newTable();
        GroupTable merged = aggregation.newTable();
        GroupTable received = aggregation.newTable();
        for (int round = 0; round < 40; round++) {
            Object[] values = random.ints(100, 0, 3000)
                    .mapToObj(i -> i % 9 == 0 ? null : StringData.fromString("t" + i % 90))
                    .toArray();
            Batch rows = batch(type, values);
            whole.add(rows, all(100), 100);
            GroupTable part = aggregation.newTable();
            part.add(rows, all(100), 100);
            merged.merge(part);
            received.addPartial(partial(aggregation, part), 0, 1, all(part.size()), part.size());
        }
        assertThat(rows(merged, calls)).isEqualTo(rows(whole, calls));
        assertThat(rows(received, calls)).isEqualTo(rows(whole, calls));
    }

    private static Batch partial(Aggregation aggregation, GroupTable table) {
        List<Column> columns = new ArrayList<>(List.of(aggregation.newKeyColumns(table.size())));
        columns.addAll(List.of(aggregation.newPartialColumns(table.size())));
        Column[] array = columns.toArray(Column[]::new);
        for (int slot = 0; slot < table.size(); slot++) {
            table.writeKey(slot, array, 0, slot);
            table.writePartial(slot, array, 1, slot);
        }
        Batch batch = new Batch(array);
        batch.setRowCount(table.size());
        return batch;
    }

    private static List<String> rows(GroupTable table, List<AggregateCall> calls) {
        LogicalType text = new VarCharType(VarCharType.MAX_LENGTH);
        RowType type = RowType.of(text, text, text, new BigIntType());
        Batch out = Columns.batch(type, table.size());
        Column[] columns = {out.column(0), out.column(1), out.column(2), out.column(3)};
        for (int slot = 0; slot < table.size(); slot++) {
            table.writeKey(slot, columns, 0, slot);
            table.writeResult(slot, columns, 1, slot);
        }
        out.setRowCount(table.size());
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            rows.add(new RowConverter(type).toRow(out, i).toString());
        }
        rows.sort(null);
        assertThat(calls).hasSize(3);
        return rows;
    }

    @Test
    void aMaximumThatKeepsRisingDoesNotKeepWhatItReplaced() {
        LogicalType text = new VarCharType(VarCharType.MAX_LENGTH);
        AggregateCall max = call("MAX", 0, false, text);
        RowType type = RowType.of(text);
        GroupTable table = new Aggregation(new int[0], List.of(max), type).newTable();
        for (int i = 0; i < 200; i++) {
            Object[] values = new Object[500];
            for (int k = 0; k < values.length; k++) {
                values[k] = StringData.fromString(String.format("%0100d", i * 500 + k));
            }
            table.add(batch(type, values), all(500), 500);
        }
        assertThat(results(table, max)).isEqualTo("+I[" + String.format("%0100d", 99_999) + "]");
        assertThat(table.memoryBytes()).isLessThan(1_000_000);
    }

    @Test
    void aClearedTableIsAsGoodAsNew() {
        RowType type = RowType.of(new BigIntType());
        AggregateCall[] calls = {
            call("SUM", 0, false, new BigIntType()),
            call("SUM", 0, true, new BigIntType()),
            call("MIN", 0, false, new BigIntType())
        };
        GroupTable table = oneGroup(type, List.of(calls), 1L, 1L, 2L);
        assertThat(results(table, calls)).isEqualTo("+I[4, 3, 1]");
        table.clear();
        table.add(batch(type, 9L, 9L), all(2), 2);
        assertThat(results(table, calls)).isEqualTo("+I[18, 9, 9]");
    }
}
