package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.engine.state.RowOrder;
import io.weir.plan.node.SortField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortOperatorTest {
    private static final RowType TYPE = RowType.of(new VarCharType(VarCharType.MAX_LENGTH), new BigIntType());
    private static final RowOrder ORDER = new RowOrder(List.of(new SortField(0, true, true)), TYPE);

    private record Input(String text, long id) {}

    @ParameterizedTest
    @EnumSource(Cut.class)
    void whatIsLeftAtTheEndIsSortedAndEqualRowsStayInTheirOrder(Cut cut) {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            OperatorTester tester = new OperatorTester(TYPE, TYPE, () -> new SortOperator(TYPE, ORDER));
            List<Input> left = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                if (random.nextInt(3) == 0 && !left.isEmpty()) {
                    Input gone = left.remove(random.nextInt(left.size()));
                    tester.change(RowKind.UPDATE_BEFORE, StringData.fromString(gone.text), gone.id);
                } else {
                    Input row = new Input(random.nextInt(8) == 0 ? null : "text " + random.nextInt(9), i);
                    left.add(row);
                    tester.change(RowKind.UPDATE_AFTER, StringData.fromString(row.text), row.id);
                }
            }
            tester.change(RowKind.DELETE, StringData.fromString("never there"), 1L);
            left.sort(Comparator.comparing(Input::text, Comparator.nullsLast(Comparator.naturalOrder())));

            Saving saving = List.of(Saving.NONE, Saving.SAVED, Saving.RESTORED).get((int) seed % 3);
            assertThat(tester.saving(saving).runInOrder(cut, seed % 2 == 0, 1 + random.nextInt(50), seed))
                    .as("seed %s, %s", seed, saving)
                    .isEqualTo(left.stream()
                            .map(row -> "+I[" + row.text + ", " + row.id + "]")
                            .toList());
        }
    }
}
