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
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalSortOperatorTest {
    private static final RowType TYPE = RowType.of(new TimestampType(3), new BigIntType(), new BigIntType());
    private static final RowOrder THEN = new RowOrder(List.of(new SortField(1, false, true)), TYPE);

    private record Input(long time, long value, long id) {
        String text() {
            return "+I[" + TimestampData.fromEpochMillis(time).toLocalDateTime() + ", " + value + ", " + id + "]";
        }
    }

    private static OperatorTester tester(boolean isRowtime) {
        return new OperatorTester(TYPE, TYPE, () -> new TemporalSortOperator(TYPE, 0, isRowtime, THEN, true))
                .restorable();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void rowsComeInTheOrderOfTheirTimeAndThenOfTheOtherFields(Cut cut) {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            OperatorTester tester = tester(true).timeColumn(0);
            List<Input> rows = new ArrayList<>();
            long now = 100;
            for (long id = 0; id < 60; id++) {
                now += random.nextInt(3);
                Input row = new Input(now - random.nextInt(10), random.nextInt(3), id);
                rows.add(row);
                tester.row(TimestampData.fromEpochMillis(row.time), row.value, row.id);
                if (random.nextInt(5) == 0) {
                    tester.watermark(now - 10);
                }
            }
            rows.sort(Comparator.comparing(Input::time)
                    .thenComparing(Input::value, Comparator.reverseOrder())
                    .thenComparing(Input::id));

            Saving saving = List.of(Saving.NONE, Saving.SAVED, Saving.RESTORED).get((int) seed % 3);
            assertThat(tester.saving(saving).runInOrder(cut, seed % 2 == 0, 1 + random.nextInt(20), seed))
                    .as("seed %s, %s", seed, saving)
                    .isEqualTo(rows.stream().map(Input::text).toList());
        }
    }

    @Test
    void aRowIsLateOnceALaterOneHasBeenGivenOut() {
        OperatorTester tester = tester(true);
        tester.row(TimestampData.fromEpochMillis(10), 1L, 1L).watermark(20);
        tester.row(TimestampData.fromEpochMillis(15), 1L, 2L);
        tester.row(TimestampData.fromEpochMillis(10), 1L, 3L);
        tester.row(TimestampData.fromEpochMillis(30), 1L, 4L);

        OperatorTester.Answer answer = tester.runInAllModes();

        assertThat(answer.rows())
                .containsExactly(new Input(10, 1, 1).text(), new Input(15, 1, 2).text(), new Input(30, 1, 4).text());
        assertThat(answer.lateRows()).isEqualTo(1);
    }

    @Test
    void byProcessingTimeTheRowsOfAMillisecondAreSortedByTheOtherFields() {
        OperatorTester tester = tester(false).withoutEventTime();
        TimestampData time = TimestampData.fromEpochMillis(0);
        tester.time(50).row(time, 1L, 1L).row(time, 3L, 2L).row(time, 2L, 3L);
        tester.time(60).row(time, 9L, 4L);
        tester.time(70);

        for (Saving saving : List.of(Saving.NONE, Saving.SAVED, Saving.RESTORED)) {
            assertThat(tester.saving(saving).runInOrder(Cut.RANDOM, true, 2, 0))
                    .containsExactly(
                            new Input(0, 3, 2).text(),
                            new Input(0, 2, 3).text(),
                            new Input(0, 1, 1).text(),
                            new Input(0, 9, 4).text());
        }
    }
}
