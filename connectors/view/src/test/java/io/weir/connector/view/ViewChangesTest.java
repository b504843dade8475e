package io.weir.connector.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.RowKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ViewChangesTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new BigIntType(false), new BigIntType()}, new String[] {"id", "value"});
    private static final int[] KEY = {0};

    private final SavedEpochs saved = new SavedEpochs();
    private final ViewCatalog catalog = new ViewCatalog();

    /** What a subscriber makes of what it is told. */
    private static final class Copy {
        private final Map<Long, Long> rows = new TreeMap<>();
        private final List<ViewChangeSet.Kind> kinds = new ArrayList<>();
        private Optional<String> lastId = Optional.empty();

        void take(ViewChanges changes) {
            for (Optional<ViewChangeSet> next = changes.poll(); next.isPresent(); next = changes.poll()) {
                ViewChangeSet set = next.get();
                kinds.add(set.kind());
                lastId = Optional.of(set.id());
                if (set.kind() == ViewChangeSet.Kind.RESET) {
                    rows.clear();
                }
                ViewRows decoded = new ViewRows(set.type(), set.batch(), Optional.empty(), ViewFreshness.NEVER);
                int i = 0;
                for (Row row : decoded.toRows()) {
                    Long id = (Long) row.getField(0);
                    if (set.batch().rowKind(i++) == RowKinds.DELETE) {
                        assertThat(rows.remove(id)).isEqualTo(row.getField(1));
                    } else {
                        rows.put(id, (Long) row.getField(1));
                    }
                }
            }
        }

        void take(View view, boolean withSnapshot) {
            try (ViewChanges changes = view.changes(lastId, withSnapshot)) {
                take(changes);
            }
        }
    }

    private Map<Long, Long> contents() {
        Map<Long, Long> contents = new TreeMap<>();
        catalog.get("t")
                .read(ViewQuery.ALL.withLimit(100_000))
                .toRows()
                .forEach(row -> contents.put((Long) row.getField(0), (Long) row.getField(1)));
        return contents;
    }

    private ViewRun begin(int parallelism, long from) {
        return new ViewRun(catalog, saved, TYPE, KEY, Map.of("changes.buffer-rows", "100"), parallelism, from);
    }

    @Test
    void onlyWhatHasChangedIsTold() {
        try (ViewRun run = begin(2, 0)) {
            run.upsert(1L, 10L).upsert(2L, 20L).commit();
            try (ViewChanges changes = catalog.get("t").changes(Optional.empty(), false)) {
                assertThat(changes.poll()).isEmpty();

                // A row that is written as it was, and one that comes and goes, are no changes
                run.upsert(1L, 10L)
                        .upsert(2L, 21L)
                        .upsert(3L, 30L)
                        .upsert(4L, 0L)
                        .delete(4L, 0L)
                        .commit();
                ViewChangeSet set = changes.poll().orElseThrow();
                assertThat(set.kind()).isEqualTo(ViewChangeSet.Kind.CHANGES);
                assertThat(set.rowCount()).isEqualTo(2);

                run.upsert(1L, 10L).delete(9L, null).commit();
                assertThat(changes.poll()).isEmpty();

                run.delete(2L, null).commit();
                set = changes.poll().orElseThrow();
                assertThat(set.batch().rowKind(0)).isEqualTo(RowKinds.DELETE);
                assertThat(new ViewRows(TYPE, set.batch(), Optional.empty(), ViewFreshness.NEVER).toRows())
                        .hasSize(1)
                        .allMatch(row -> row.getField(1).equals(21L));
            }
        }
    }

    @Test
    void aSnapshotOfManyRowsIsFollowedByChanges() {
        try (ViewRun run = begin(1, 0)) {
            for (long i = 0; i < 2500; i++) {
                run.upsert(i, i);
            }
            run.commit();
            Copy copy = new Copy();
            try (ViewChanges changes = catalog.get("t").changes(Optional.empty(), true)) {
                run.upsert(0L, -1L).commit();
                copy.take(changes);
            }
            assertThat(copy.rows).isEqualTo(contents());
            assertThat(copy.kinds)
                    .containsExactly(
                            ViewChangeSet.Kind.SNAPSHOT,
                            ViewChangeSet.Kind.SNAPSHOT,
                            ViewChangeSet.Kind.SNAPSHOT,
                            ViewChangeSet.Kind.CHANGES);
        }
    }

    @Test
    void aSubscriberThatComesBackGoesOnWhereItWas() {
        try (ViewRun run = begin(1, 0)) {
            run.upsert(1L, 1L).commit();
            View view = catalog.get("t");
            Copy copy = new Copy();
            copy.take(view, true);
            run.upsert(2L, 2L).commit();
            run.delete(1L, null).commit();

            copy.take(view, true);

            assertThat(copy.rows).isEqualTo(contents());
            assertThat(copy.kinds)
                    .containsExactly(
                            ViewChangeSet.Kind.SNAPSHOT, ViewChangeSet.Kind.CHANGES, ViewChangeSet.Kind.CHANGES);
        }
    }

    @Test
    void aSubscriberThatIsTooFarBehindBeginsAnew() {
        try (ViewRun run = begin(1, 0)) {
            run.upsert(1L, 1L).commit();
            View view = catalog.get("t");
            Copy copy = new Copy();
            try (ViewChanges changes = view.changes(Optional.empty(), true)) {
                copy.take(changes);
                run.delete(1L, null).commit();
                for (long i = 0; i < 300; i++) {
                    run.upsert(i + 2, i).commit();
                }
                copy.take(changes);
            }
            assertThat(copy.rows).isEqualTo(contents());
            assertThat(copy.kinds).contains(ViewChangeSet.Kind.RESET);
        }
    }

    @Test
    void anIdOfAnotherProcessBeginsAnew() {
        Copy copy = new Copy();
        try (ViewRun run = begin(1, 0)) {
            run.upsert(1L, 1L).upsert(2L, 2L).commit();
            copy.take(catalog.get("t"), true);
            run.delete(2L, null).commit();
        }
        ViewCatalog other = new ViewCatalog(catalog.clock());
        try (ViewRun run = new ViewRun(other, saved, TYPE, KEY, Map.of(), 3, 2)) {
            run.upsert(5L, 5L).commit();
            copy.take(other.get("t"), false);
        }

        assertThat(copy.rows).isEqualTo(Map.of(1L, 1L, 5L, 5L));
        assertThat(copy.kinds)
                .containsExactly(ViewChangeSet.Kind.SNAPSHOT, ViewChangeSet.Kind.RESET, ViewChangeSet.Kind.SNAPSHOT);
    }

    @Test
    void anIdFromTheMiddleOfASnapshotBeginsAnew() {
        try (ViewRun run = begin(1, 0)) {
            for (long i = 0; i < 1500; i++) {
                run.upsert(i, i);
            }
            run.commit();
            View view = catalog.get("t");
            Copy copy = new Copy();
            try (ViewChanges changes = view.changes(Optional.of("nonsense"), false)) {
                assertThat(changes.poll().orElseThrow().kind()).isEqualTo(ViewChangeSet.Kind.RESET);
                copy.lastId = Optional.of(changes.poll().orElseThrow().id());
            }
            copy.take(view, false);

            assertThat(copy.rows).isEqualTo(contents());
            assertThat(copy.kinds.get(0)).isEqualTo(ViewChangeSet.Kind.RESET);
        }
    }

    @Test
    void whoeverWaitsIsWoken() throws InterruptedException {
        try (ViewRun run = begin(1, 0);
                ViewChanges changes = catalog.get("t").changes(Optional.empty(), false)) {
            assertThat(changes.await(1)).isEmpty();
            Thread writer = new Thread(() -> run.upsert(1L, 1L).commit());
            writer.start();
            assertThat(changes.await(30_000)).isPresent();
            writer.join();
        }
    }

    @Test
    void copiesFollowThroughCrashesAndPauses() {
        Random random = new Random(11);
        ViewRun run = begin(1, 0);
        run.commit();
        Copy always = new Copy();
        Copy sometimes = new Copy();
        ViewChanges subscription = catalog.get("t").changes(Optional.empty(), true);
        sometimes.take(catalog.get("t"), true);
        for (int i = 0; i < 300; i++) {
            int count = random.nextInt(30);
            for (int j = 0; j < count; j++) {
                long id = random.nextInt(50);
                if (random.nextInt(3) == 0) {
                    run.delete(id, null);
                } else {
                    run.upsert(id, random.nextLong());
                }
            }
            if (random.nextInt(15) == 0) {
                // A restart in the same process: the view stays, and goes back to its last epoch
                long from = run.epoch();
                run.prepare();
                run.close();
                run = begin(1 + random.nextInt(3), from);
            } else {
                run.commit();
            }
            always.take(subscription);
            assertThat(always.rows).as("step %d", i).isEqualTo(contents());
            if (random.nextInt(5) == 0) {
                sometimes.take(catalog.get("t"), false);
                assertThat(sometimes.rows).as("step %d", i).isEqualTo(contents());
            }
        }
        subscription.close();
        run.close();
        assertThat(sometimes.kinds).contains(ViewChangeSet.Kind.RESET, ViewChangeSet.Kind.CHANGES);
    }
}
