package io.weir.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.type.RowConverter;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Generated rows that go on where an epoch has left them. */
class DatagenSourceRestoreTest {
    private static final RowType TYPE = RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"n"});

    private static Source create(Map<String, String> configuration, int batchRows) {
        Map<String, String> options =
                Map.of("connector", "datagen", "rows-per-second", "100000000000", "number-of-rows", "100");
        return new DatagenSourceFactory()
                .create(Requests.source(Requests.fields(TYPE), options, configuration, 1, batchRows, Long.MAX_VALUE));
    }

    private static Map<String, byte[]> read(Source source, int batches, List<String> rows) {
        RowConverter converter = new RowConverter(TYPE);
        try (SourceReader reader = source.createReader(0)) {
            for (int i = 0; i < batches && !reader.isFinished(); i++) {
                Batch batch = reader.poll();
                assertThat(batch).isNotNull();
                for (int row = 0; row < batch.rowCount(); row++) {
                    rows.add(converter.toRow(batch, row).toString());
                }
            }
            return reader.positions();
        }
    }

    @Test
    void withoutASeedTheRowsToComeAreTheSame() {
        Map<String, byte[]> cut;
        try (Source source = create(Map.of(), 10)) {
            cut = read(source, 3, new ArrayList<>());
        }
        List<String> once = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (List<String> rows : List.of(once, again)) {
            try (Source source = create(Map.of(), rows.equals(once) ? 7 : 20)) {
                source.restore(cut);
                read(source, 100, rows);
            }
        }

        assertThat(once).hasSize(70).isEqualTo(again).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedIsRefused() {
        Map<String, byte[]> cut;
        try (Source source = create(Map.of(DatagenSourceFactory.SEED, "1"), 10)) {
            cut = read(source, 3, new ArrayList<>());
        }
        try (Source source = create(Map.of(DatagenSourceFactory.SEED, "2"), 10)) {
            assertThatThrownBy(() -> source.restore(cut))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("with the seed 1, not 2")
                    .hasMessageContaining("begin anew");
        }
    }
}
