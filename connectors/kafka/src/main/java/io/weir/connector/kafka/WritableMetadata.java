package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * The metadata columns that a table writes: topic, timestamp and headers of each record.
 *
 * @param topic the index of the column, or {@link #NONE}; the others alike
 */
record WritableMetadata(KafkaTable table, int topic, int timestamp, int headers) {
    static final int NONE = -1;

    static WritableMetadata of(SinkRequest request, KafkaTable table) {
        int physical = request.type().getFieldCount() - request.metadataKeys().size();
        int topic = NONE;
        int timestamp = NONE;
        int headers = NONE;
        for (int i = 0; i < request.metadataKeys().size(); i++) {
            String key = request.metadataKeys().get(i);
            ColumnKind kind = Columns.kind(request.type().getTypeAt(physical + i));
            if (key.equals("topic") && kind == ColumnKind.BYTES) {
                topic = physical + i;
            } else if (key.equals("timestamp") && kind == ColumnKind.LONG) {
                timestamp = physical + i;
            } else if (key.equals("headers") && kind == ColumnKind.MAP) {
                headers = physical + i;
            } else {
                throw new NotNativeException("writing metadata '" + key + "' of Kafka table " + table.name());
            }
        }
        return new WritableMetadata(table, topic, timestamp, headers);
    }

    /** The topic of a row, null where there is no such column or the row has none. */
    @Nullable
    String topic(Batch batch, int position) {
        return topic == NONE || batch.column(topic).isNull(position)
                ? null
                : ((BytesColumn) batch.column(topic)).getString(position);
    }

    /** The timestamp of a row in epoch milliseconds; null leaves it to Kafka's client, which takes the current time. */
    @Nullable
    Long timestamp(Batch batch, int position) {
        if (timestamp == NONE || batch.column(timestamp).isNull(position)) {
            return null;
        }
        long millis = ((LongColumn) batch.column(timestamp)).get(position);
        if (millis < 0) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "a record's timestamp cannot be before 1970, but is " + millis + " ms",
                    "table " + table.name() + ", metadata column 'timestamp'",
                    "",
                    null);
        }
        return millis;
    }

    /** The headers of a row; an entry with a null is left out, as in Flink. */
    List<Header> headers(Batch batch, int position) {
        if (headers == NONE || batch.column(headers).isNull(position)) {
            return List.of();
        }
        MapColumn map = (MapColumn) batch.column(headers);
        BytesColumn keys = (BytesColumn) map.keys();
        BytesColumn values = (BytesColumn) map.values();
        List<Header> found = new ArrayList<>();
        int end = map.start(position) + map.length(position);
        for (int entry = map.start(position); entry < end; entry++) {
            if (!keys.isNull(entry) && !values.isNull(entry)) {
                found.add(new RecordHeader(keys.getString(entry), values.getBytes(entry)));
            }
        }
        return found;
    }
}
