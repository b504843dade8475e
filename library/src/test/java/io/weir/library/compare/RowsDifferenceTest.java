package io.weir.library.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.flink.PlannedStatement.ResultColumn;
import java.util.List;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class RowsDifferenceTest {

    @Test
    void theOrderOfRowsDoesNotMatterAndTheirNumberDoes() {
        List<List<String>> twice = List.of(List.of("a"), List.of("b"), List.of("a"));

        assertThat(RowsDifference.of(twice, List.of(List.of("b"), List.of("a"), List.of("a")))
                        .isEqual())
                .isTrue();
        RowsDifference difference = RowsDifference.of(twice, List.of(List.of("a"), List.of("b"), List.of("b")));
        assertThat(difference.equalRows()).isEqualTo(2);
        assertThat(difference.keys())
                .containsExactly(new RowsDifference.Key(List.of(), List.of(List.of("a")), List.of(List.of("b"))));
    }

    @Test
    void rowsOfOneKeyStandSideBySideInTheOrderOfTheirKeys() {
        RowsDifference difference = of(
                new VarCharType(),
                0,
                List.of(List.of("10", "x"), List.of("9", "y"), List.of("8", "z")),
                List.of(List.of("10", "X"), List.of("8", "z"), List.of("7", "new")));

        assertThat(difference.equalRows()).isEqualTo(1);
        assertThat(difference.keys())
                .containsExactly(
                        new RowsDifference.Key(List.of("7"), List.of(), List.of(List.of("7", "new"))),
                        new RowsDifference.Key(List.of("9"), List.of(List.of("9", "y")), List.of()),
                        new RowsDifference.Key(
                                List.of("10"), List.of(List.of("10", "x")), List.of(List.of("10", "X"))));
    }

    @Test
    void numbersMayBeApartByTheTolerance() {
        LogicalType type = new DoubleType();

        assertThat(isEqual(type, 1e-9, "1.0", "1.0000000001")).isTrue();
        assertThat(isEqual(type, 0, "1.0", "1.0000000001")).isFalse();
        assertThat(isEqual(type, 1e-9, "1.0", "1.00001")).isFalse();
        assertThat(isEqual(type, 1e-9, "-0.0", "0.0")).isTrue();
        assertThat(isEqual(new FloatType(), 1e-9, "1.0", "1.0000001")).isTrue();
    }

    @Test
    void noToleranceMakesInfinityOrNoNumberEqualToANumber() {
        LogicalType type = new DoubleType();

        assertThat(isEqual(type, 0.5, "Infinity", "1.0")).isFalse();
        assertThat(isEqual(type, 0.5, "NaN", "1.0")).isFalse();
        assertThat(isEqual(type, 0.5, "NULL", "0.0")).isFalse();
        assertThat(isEqual(type, 0.5, "NaN", "NaN")).isTrue();
        assertThat(isEqual(type, 0.5, "Infinity", "-Infinity")).isFalse();
    }

    @Test
    void eachRowHasOneCloseRowOnly() {
        RowsDifference difference = of(
                new DoubleType(),
                1e-3,
                List.of(List.of("k", "1.0"), List.of("k", "1.0001")),
                List.of(List.of("k", "1.0002")));

        assertThat(difference.equalRows()).isEqualTo(1);
        assertThat(difference.keys()).hasSize(1);
    }

    private static boolean isEqual(LogicalType type, double tolerance, String left, String right) {
        return of(type, tolerance, List.of(List.of("k", left)), List.of(List.of("k", right)))
                .isEqual();
    }

    private static RowsDifference of(
            LogicalType type, double tolerance, List<List<String>> left, List<List<String>> right) {
        List<ResultColumn> columns =
                List.of(new ResultColumn("k", VarCharType.STRING_TYPE), new ResultColumn("v", type));
        return RowsDifference.of(left, right, columns, new int[] {0}, tolerance);
    }
}
