package io.weir.connector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.StatefulSinkWriter;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewSinkTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new BigIntType(false), new BigIntType()}, new String[] {"id", "value"});
    private static final int[] KEY = {0};
    private static final int[] NO_KEY = {};

    private final ViewCatalog catalog = new ViewCatalog();
    private final ViewSinkFactory factory = new ViewSinkFactory(catalog);

    private Sink sink(int[] key, Map<String, String> options, boolean hasEpochs) {
        return factory.create(ViewRun.request(TYPE, key, options, 1, hasEpochs));
    }

    @Test
    void aViewKnowsItsColumns() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of("name", "mine"), 1, 0)) {
            View view = catalog.get("mine");

            assertThat(run.epoch()).isZero();
            assertThat(catalog.views()).containsExactly(view);
            assertThat(view.pipeline()).isEqualTo("test");
            assertThat(view.isAppendOnly()).isFalse();
            assertThat(view.columns())
                    .containsExactly(
                            new ViewColumn("id", TYPE.getTypeAt(0), true),
                            new ViewColumn("value", TYPE.getTypeAt(1), false));
        }
    }

    @Test
    void aViewIsRestoredWhenTheLastWriterHasReadItsPart() {
        try (Sink sink = factory.create(ViewRun.request(TYPE, KEY, Map.of(), 2, true))) {
            assertThat(sink.recover(7, List.of())).isTrue();
            StatefulSinkWriter first = (StatefulSinkWriter) sink.createWriter(0);
            StatefulSinkWriter second = (StatefulSinkWriter) sink.createWriter(1);
            View view = catalog.get("t");
            assertThat(view.isRestored()).isFalse();

            first.onRestored();
            assertThat(view.isRestored()).isFalse();

            second.onRestored();
            assertThat(view.isRestored()).isTrue();
        }
        try (Sink sink = factory.create(ViewRun.request(TYPE, KEY, Map.of("name", "new"), 2, true))) {
            assertThat(sink.recover(0, List.of())).isTrue();
            assertThat(catalog.get("new").isRestored())
                    .as("there is nothing to read")
                    .isTrue();
        }
    }

    @Test
    void freshnessTellsEpochVersionAndWatermark() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 2, 0)) {
            View view = catalog.get("t");
            long version = view.freshness().version();
            run.upsert(1L, 1L).watermark(1000).commit();
            ViewFreshness first = view.freshness();
            assertThat(first.epoch()).isEqualTo(1);
            assertThat(first.version()).isEqualTo(version + 1);
            assertThat(first.watermarkMillis()).hasValue(1000);
            assertThat(first.watermarkAgeMillis(1250)).hasValue(250);
            assertThat(first.commitAgeMillis(first.committedAtMillis().orElseThrow() + 5))
                    .hasValue(5);

            // An epoch without changes is no new version, but fresher
            run.watermark(2000).commit();
            assertThat(view.freshness().version()).isEqualTo(first.version());
            assertThat(view.freshness().epoch()).isEqualTo(2);
            assertThat(view.freshness().watermarkMillis()).hasValue(2000);

            // At the end of the input there is no watermark any more
            run.watermark(Long.MAX_VALUE).commit();
            assertThat(view.freshness().watermarkMillis()).isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void aViewStaysWhenItsPipelineHasEnded() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 1, 0)) {
            run.upsert(1L, 1L).commit();
            assertThat(catalog.drop("t")).as("it is written").isFalse();
        }
        assertThat(catalog.get("t").rowCount()).isEqualTo(1);
        assertThat(catalog.drop("t")).isTrue();
        assertThat(catalog.views()).isEmpty();
        assertThat(catalog.drop("t")).isFalse();
    }

    @Test
    void withoutEpochsRowsAreVisibleWithEachFlush() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 1, -1)) {
            View view = catalog.get("t");
            run.upsert(1L, 1L);
            assertThat(view.rowCount()).isZero();
            assertThat(run.writer(0).flushTimeMillis()).isLessThanOrEqualTo(System.currentTimeMillis() + 100);

            run.flush();

            assertThat(view.rowCount()).isEqualTo(1);
            assertThat(run.writer(0).flushTimeMillis()).isEqualTo(SinkWriter.NEVER);
            assertThat(view.freshness().epoch()).isZero();
        }
    }

    @Test
    void immediateRowsAreVisibleBeforeTheirEpochAndGoBackWithIt() {
        Map<String, String> options = Map.of("visibility", "immediate");
        SavedEpochs saved = new SavedEpochs();
        ViewRun run = new ViewRun(catalog, saved, TYPE, KEY, options, 2, 0);
        run.upsert(1L, 1L).upsert(2L, 2L).flush();
        run.upsert(1L, 10L).flush();
        assertThat(catalog.get("t").rowCount()).isEqualTo(2);
        run.commit();
        assertThat(saved.entryCount(1)).isEqualTo(2);
        run.delete(1L, null).upsert(3L, 3L).upsert(4L, 4L).flush();
        assertThat(catalog.get("t").rowCount()).isEqualTo(3);
        run.close();

        try (ViewRun next = new ViewRun(catalog, saved, TYPE, KEY, options, 3, 1)) {
            assertThat(next.epoch()).isEqualTo(1);
            assertThat(catalog.get("t").read(ViewQuery.ALL).toRows())
                    .extracting(row -> row.getField(1))
                    .containsExactly(10L, 2L);
        }
    }

    @Test
    void twoPipelinesCannotWriteOneView() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 1, 0)) {
            assertThat(run.epoch()).isZero();
            try (Sink second = sink(KEY, Map.of(), false)) {
                assertThatThrownBy(() -> second.createWriter(0))
                        .isInstanceOf(WeirException.class)
                        .hasMessageContaining("The view 't' is already written by pipeline 'test'")
                        .hasMessageContaining("another 'name'");
            }
            try (Sink other = sink(KEY, Map.of("name", "other"), false)) {
                assertThat(other.createWriter(0)).isNotNull();
            }
        }
        // When the first has ended, another may
        try (Sink third = sink(KEY, Map.of(), false)) {
            assertThat(third.createWriter(0)).isNotNull();
        }
    }

    @Test
    void anotherTableTakesTheNameAndReadersOfTheFormerAreToldNothingWrong() {
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, KEY, Map.of(), 1, 0)) {
            run.upsert(1L, 1L).commit();
        }
        View former = catalog.get("t");
        ViewChanges changes = former.changes(Optional.empty(), true);
        assertThat(changes.hasEnded()).isFalse();
        try (ViewRun run = new ViewRun(catalog, new SavedEpochs(), TYPE, NO_KEY, Map.of(), 1, 0)) {
            run.write(RowKinds.INSERT, 5L, 5L).commit();

            assertThat(catalog.get("t")).isNotSameAs(former);
            assertThat(catalog.get("t").isAppendOnly()).isTrue();
            assertThat(former.read(ViewQuery.ALL).rowCount()).isEqualTo(1);
            assertThat(former.isRetired()).isTrue();
            assertThat(changes.hasEnded()).isFalse();
            assertThat(changes.poll().orElseThrow().rowCount()).isEqualTo(1);
            assertThat(changes.hasEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visibility | sometimes | it must be epoch or immediate",
                "retention.rows | 0 | it must be from 1",
                "retention.rows | many | many",
                "retention.time | never | never",
                "changes.buffer-rows | -1 | it must be from 0",
                "name | '' | a view needs a name"
            })
    void wrongOptionsAreRefused(String key, String value, String message) {
        assertThatThrownBy(() -> sink(NO_KEY, Map.of(key, value), true))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(key);
    }

    @Test
    void aNumberOfRowsIsForAppendOnlyViews() {
        assertThatThrownBy(() -> sink(KEY, Map.of("retention.rows", "10"), true))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("PRIMARY KEY");
        try (Sink expiring = sink(KEY, Map.of("retention.time", "1 h"), true)) {
            assertThat(expiring).isNotNull();
        }
        assertThatThrownBy(() -> sink(KEY, Map.of("retention.row", "10"), true))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("retention.row");
    }

    @Test
    void aKeyMustHaveAnOrder() {
        RowType type = RowType.of(new LogicalType[] {new ArrayType(new BigIntType())}, new String[] {"ids"});
        assertThatThrownBy(() -> factory.create(ViewRun.request(type, KEY, Map.of(), 1, true)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("cannot be the key of a view");
    }

    @Test
    void whatIsPromisedHangsOnVisibility() {
        try (Sink exact = sink(KEY, Map.of(), true);
                Sink idempotent = sink(KEY, Map.of("visibility", "immediate"), true);
                Sink repeated = sink(NO_KEY, Map.of("visibility", "immediate"), true)) {
            assertThat(exact.guarantee()).isEqualTo(SinkGuarantee.EXACTLY_ONCE);
            assertThat(idempotent.guarantee()).isEqualTo(SinkGuarantee.IDEMPOTENT);
            assertThat(repeated.guarantee()).isEqualTo(SinkGuarantee.AT_LEAST_ONCE);
        }
    }
}
