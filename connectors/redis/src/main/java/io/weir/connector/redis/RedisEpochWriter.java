package io.weir.connector.redis;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkWriter;
import io.weir.engine.type.RowDataConverter;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.data.RowData;

/** Collects what one instance pushes until the epoch ends; it then travels in the epoch's manifest. */
final class RedisEpochWriter implements SinkWriter {
    private final RedisTable table;
    private final RowDataConverter converter;
    private final RowCommands rows;
    private final int listsMax;
    private final long epochBytesMax;

    private final Map<ByteBuffer, Pushes> lists = new LinkedHashMap<>();
    private long epochBytes;
    private long previousEpoch;
    private long bytes;

    /** What is pushed to one list. */
    private static final class Pushes {
        private final byte[] key;
        private final ByteArrayOutputStream elements = new ByteArrayOutputStream();
        private long expiryMillis = Long.MIN_VALUE;

        private Pushes(byte[] key) {
            this.key = key;
        }
    }

    /**
     * A writer.
     *
     * @param listsMax how many lists an epoch may push to
     * @param epochBytesMax how much of an epoch may be held back
     */
    RedisEpochWriter(RedisTable table, long previousEpoch, int listsMax, long epochBytesMax) {
        this.table = table;
        this.previousEpoch = previousEpoch;
        this.listsMax = listsMax;
        this.epochBytesMax = epochBytesMax;
        converter = new RowDataConverter(table.type());
        rows = new RowCommands(table);
    }

    @Override
    public boolean write(Batch batch) {
        boolean hasOwnTime = table.ttl().refresh() == KeyTtl.Refresh.COLUMN;
        for (int i = 0; i < batch.rowCount(); i++) {
            RowData row = converter.toRowData(batch, i);
            byte[] key = rows.key(row);
            byte[] element = rows.element(row);
            Pushes pushes = lists.get(ByteBuffer.wrap(key));
            if (pushes == null) {
                pushes = new Pushes(key);
                lists.put(ByteBuffer.wrap(key), pushes);
                epochBytes += key.length + 2 * Integer.BYTES;
            }
            pushes.elements.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(element.length).array());
            pushes.elements.writeBytes(element);
            if (hasOwnTime) {
                pushes.expiryMillis = Math.max(pushes.expiryMillis, rows.expiryMillis(row));
            }
            epochBytes += element.length + Integer.BYTES;
            bytes += element.length;
        }
        if (epochBytes > epochBytesMax || lists.size() > listsMax) {
            throw new WeirException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "one epoch has pushed " + epochBytes + " bytes to " + lists.size()
                            + " lists, which is more than this writer may hold back: " + epochBytesMax + " bytes and "
                            + listsMax + " lists",
                    table.options().where(),
                    "Save epochs more often ('execution.checkpointing.interval'), raise '" + RedisOptions.EPOCH_SIZE
                            + "', or run with 'weir.delivery' = 'at-least-once', which holds nothing back",
                    null);
        }
        return true;
    }

    /** Rows wait for the end of the epoch. */
    @Override
    public void flush() {}

    @Override
    public Optional<byte[]> prepare(long epoch) {
        List<PreparedPushes.ListPushes> prepared = new ArrayList<>(lists.size());
        lists.values()
                .forEach(pushes -> prepared.add(
                        new PreparedPushes.ListPushes(pushes.key, expiry(pushes), pushes.elements.toByteArray())));
        byte[] result = new PreparedPushes(previousEpoch, prepared).toBytes();
        previousEpoch = epoch;
        lists.clear();
        epochBytes = 0;
        return Optional.of(result);
    }

    private String expiry(Pushes pushes) {
        KeyTtl ttl = table.ttl();
        if (ttl.isForEver()) {
            return "";
        }
        return switch (ttl.refresh()) {
            case ON_WRITE -> EpochMarker.EXPIRES_AFTER_WRITE + Long.toString(ttl.millis());
            case ON_CREATE -> EpochMarker.EXPIRES_AFTER_CREATION + Long.toString(ttl.millis());
            case COLUMN -> EpochMarker.EXPIRES_AT + Long.toString(pushes.expiryMillis);
        };
    }

    /** The rows of the last epoch are prepared as those of every other. */
    @Override
    public void finish() {}

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        lists.clear();
    }
}
