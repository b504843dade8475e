package io.weir.connector.inline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class InlineSourceTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"line"});

    private static Source source(Map<String, String> options) {
        return new InlineSourceFactory().create(Requests.source(TYPE, options, 1, 10));
    }

    @Test
    void aRecordThatCannotBeReadIsNamedByItsLine() {
        try (Source source = source(Map.of("rows", "\ngood\n\nbad\n"));
                SourceReader reader = source.createReader(0)) {
            assertThatThrownBy(reader::poll)
                    .isInstanceOfSatisfying(
                            WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RECORD_UNDECODABLE))
                    .hasMessageContaining("option 'rows', line 4: a bad line");
        }
    }

    @Test
    void linesMayEndInTwoWaysAndTheLastOneNeedsNoEnd() {
        try (Source source = source(Map.of("rows", "a\r\n\r\nb"));
                SourceReader reader = source.createReader(0)) {
            Batch batch = reader.poll();
            assertThat(batch).isNotNull();
            assertThat(batch.rowCount()).isEqualTo(2);
            assertThat(reader.poll()).isNull();
            assertThat(reader.isFinished()).isTrue();
        }
    }

    @Test
    void rowsAreNeeded() {
        assertThatThrownBy(() -> source(Map.of("connector", "inline")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("option 'rows' is missing");
    }

    @Test
    void rowsThatWereChangedAreNotGoneOnWith() {
        Map<String, byte[]> cut;
        String rows = "a\n".repeat(12);
        try (Source source = source(Map.of("rows", rows));
                SourceReader reader = source.createReader(0)) {
            assertThat(reader.poll()).isNotNull();
            cut = reader.positions();
        }
        try (Source changed = source(Map.of("rows", "b" + rows.substring(1)))) {
            assertThatThrownBy(() -> changed.restore(cut))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("option 'rows'")
                    .hasMessageContaining("begin anew");
        }
    }
}
