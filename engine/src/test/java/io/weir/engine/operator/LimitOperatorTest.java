package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitOperatorTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "1, 1, 1", "1, 5, 5", "4, 7, 4", "10, 12, 1", "11, 20, 0", "1, 9223372036854775807, 10"})
    void keepsTheRowsOfItsRange(long first, long last, int expected) {
        RowType type = RowType.of(new BigIntType());
        OperatorTester tester = new OperatorTester(type, type, () -> new LimitOperator(first, last)).restorable();
        LongStream.rangeClosed(1, 10).forEach(tester::row);
        List<String> rows = tester.runInAllModes().rows();
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(first, first + expected)
                        .mapToObj(value -> "+I[" + value + "]")
                        .toList());
    }
}
