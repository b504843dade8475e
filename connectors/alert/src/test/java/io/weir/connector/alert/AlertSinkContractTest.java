package io.weir.connector.alert;

import io.weir.engine.spi.EpochContext;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.testing.kit.Requests;
import io.weir.testing.kit.SinkContractTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

class AlertSinkContractTest extends SinkContractTest {
    private static final RowType ALERTS =
            RowType.of(TYPE.getChildren().toArray(new LogicalType[0]), new String[] {"key", "text"});

    /** As the server keeps them: by key. */
    private final Map<String, String> raised = new TreeMap<>();

    @Override
    protected Sink create(int parallelism) {
        return create(parallelism, EpochContext.OFF);
    }

    @Override
    protected Sink create(int parallelism, EpochContext epochs) {
        return new AlertSinkFactory(this::accept)
                .create(Requests.sink(ALERTS, Map.of("connector", "alert"), parallelism, epochs));
    }

    private synchronized void accept(AlertTable table, List<AlertChange> changes) {
        changes.forEach(change -> raised.put(change.key(), change.text()));
    }

    @Override
    protected synchronized List<String> visibleRows() {
        List<String> rows = new ArrayList<>();
        raised.forEach((key, text) -> rows.add(key + "," + text));
        return rows;
    }

    @Override
    protected SinkGuarantee guarantee() {
        return SinkGuarantee.IDEMPOTENT;
    }

    @Override
    protected boolean isInvisibleUntilCommitted() {
        return false;
    }
}
