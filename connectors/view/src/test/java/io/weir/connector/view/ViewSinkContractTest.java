package io.weir.connector.view;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.util.List;
import java.util.Map;

/** Each run is one of a new process, so that what it finds is only what was saved. */
class ViewSinkContractTest extends SinkContractTest {
    private static final Map<String, String> OPTIONS = Map.of("connector", "view", "retention.rows", "1000000");

    private final SavedEpochs saved = new SavedEpochs();
    private ViewCatalog catalog = new ViewCatalog();

    @Override
    protected Sink create(int parallelism) {
        return create(parallelism, EpochContext.OFF);
    }

    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        catalog = new ViewCatalog();
        Sink sink = new ViewSinkFactory(catalog).create(Requests.sink(TYPE, OPTIONS, parallelism, epochs));
        return saved.around(sink, parallelism);
    }

    @Override
    protected List<String> visibleRows() {
        return catalog.find("t")
                .map(view -> view.read(ViewQuery.ALL.withLimit(Integer.MAX_VALUE - 1)))
                .map(rows -> rows.toRows().stream()
                        .map(row -> row.getField(0) + "," + row.getField(1))
                        .toList())
                .orElse(List.of());
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.EXACTLY_ONCE;
    }

    /** Without epochs rows are to be seen at once. */
    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
