package io.weir.library.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.weir.flink.PlannedStatement.ResultColumn;
import java.util.List;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class FinalRowsTest {
    private static final List<ResultColumn> COLUMNS =
            List.of(new ResultColumn("k", VarCharType.STRING_TYPE), new ResultColumn("n", new IntType()));

    @Test
    void rowsThatOnlyComeStayInTheirOrder() {
        FinalRows rows = new FinalRows(COLUMNS);
        rows.accept(Row.of("b", 1));
        rows.accept(Row.of("a", 1));
        rows.accept(Row.of("b", 1));

        assertThat(rows.rows()).containsExactly(List.of("b", "1"), List.of("a", "1"), List.of("b", "1"));
    }

    @Test
    void whatIsTakenBackIsGone() {
        FinalRows rows = new FinalRows(COLUMNS);
        rows.accept(Row.of("a", 1));
        rows.accept(Row.of("a", 1));
        rows.accept(Row.ofKind(RowKind.UPDATE_BEFORE, "a", 1));
        rows.accept(Row.ofKind(RowKind.UPDATE_AFTER, "a", 2));
        rows.accept(Row.ofKind(RowKind.DELETE, "a", 1));

        assertThat(rows.rows()).containsExactly(List.of("a", "2"));
        assertThat(rows.changes()).isEqualTo(5);
    }

    @Test
    void aRowMayBeTakenBackBeforeItComes() {
        FinalRows rows = new FinalRows(COLUMNS);
        rows.accept(Row.ofKind(RowKind.UPDATE_BEFORE, "a", 1));
        rows.accept(Row.of("a", 1));

        assertThat(rows.rows()).isEmpty();
    }

    @Test
    void aRowThatNeverCameCannotBeTakenBack() {
        FinalRows rows = new FinalRows(COLUMNS);
        rows.accept(Row.ofKind(RowKind.DELETE, "a", 1));

        assertThatIllegalStateException().isThrownBy(rows::rows).withMessageContaining("[a, 1]");
    }

    @Test
    void byKeyTheLastRowCounts() {
        FinalRows rows = new FinalRows(COLUMNS, new int[] {0}, new int[] {0, 1});
        rows.accept(Row.of("a", 1));
        rows.accept(Row.ofKind(RowKind.UPDATE_AFTER, "a", 2));
        rows.accept(Row.of("b", 1));
        rows.accept(Row.ofKind(RowKind.DELETE, "b", null));

        assertThat(rows.rows()).containsExactly(List.of("a", "2"));
    }

    @Test
    void whatIsNotKeptIsNotCompared() {
        FinalRows rows = new FinalRows(COLUMNS, new int[0], new int[] {1});
        rows.accept(Row.of("a", 1));
        rows.accept(Row.ofKind(RowKind.DELETE, "b", 1));
        rows.accept(Row.of("c", 3));

        assertThat(rows.rows()).containsExactly(List.of("3"));
        assertThat(rows.columns()).extracting(ResultColumn::name).containsExactly("n");
    }
}
