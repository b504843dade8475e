package io.weir.connector.alert;

import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkGuarantee;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.state.StateInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Raises alerts from rows.
 *
 * <p><b>Epochs.</b> The changes of an epoch lie in its manifest, and are handed over when it is committed. After a
 * crash those of the last epoch are handed over again, which changes nothing: the same key is the same alert. Without
 * epochs alerts are handed over as soon as input pauses, and after a second at the latest.
 */
final class AlertSink implements Sink {
    private final SinkRequest request;
    private final AlertColumns columns;
    private final AlertTable table;
    private final AlertListener listener;

    AlertSink(SinkRequest request, AlertColumns columns, AlertTable table, AlertListener listener) {
        this.request = request;
        this.columns = columns;
        this.table = table;
        this.listener = listener;
    }

    @Override
    public SinkWriter createWriter(int instance) {
        return new AlertSinkWriter(
                columns, request.clock(), this::handOver, request.epochs().isOn());
    }

    @Override
    public SinkGuarantee guarantee() {
        return listener.isIdempotent() ? SinkGuarantee.IDEMPOTENT : SinkGuarantee.AT_LEAST_ONCE;
    }

    @Override
    public boolean recover(long epoch, List<byte[]> prepared) {
        commit(epoch, prepared);
        return true;
    }

    @Override
    public void commit(long epoch, List<byte[]> prepared) {
        Map<String, AlertChange> last = new LinkedHashMap<>();
        for (byte[] part : prepared) {
            StateInput in = new StateInput(part);
            while (!in.isAtEnd()) {
                AlertChange change = AlertChangeCodec.read(in);
                // Rows of a key come to one writer, except where the same alert is raised without a primary key.
                last.put(change.key(), change);
            }
        }
        handOver(new ArrayList<>(last.values()));
    }

    private synchronized void handOver(List<AlertChange> changes) {
        if (!changes.isEmpty()) {
            listener.accept(table, changes);
        }
    }

    @Override
    public void close() {}
}
