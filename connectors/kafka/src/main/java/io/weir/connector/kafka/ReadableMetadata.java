package io.weir.connector.kafka;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.columnar.MapColumn;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What a record carries beside key and value, by Flink's metadata keys. */
enum ReadableMetadata {
    TOPIC("topic", ColumnKind.BYTES) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            ((BytesColumn) column).set(position, record.topic());
        }
    },
    PARTITION("partition", ColumnKind.INT) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            ((IntColumn) column).set(position, record.partition());
        }
    },
    HEADERS("headers", ColumnKind.MAP) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            writeHeaders(record.headers().toArray(), (MapColumn) column, position);
        }
    },
    LEADER_EPOCH("leader-epoch", ColumnKind.INT) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            Optional<Integer> epoch = record.leaderEpoch();
            if (epoch.isPresent()) {
                ((IntColumn) column).set(position, epoch.get());
            } else {
                column.setNull(position);
            }
        }
    },
    OFFSET("offset", ColumnKind.LONG) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            ((LongColumn) column).set(position, record.offset());
        }
    },
    TIMESTAMP("timestamp", ColumnKind.LONG) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            ((LongColumn) column).set(position, record.timestamp());
        }
    },
    TIMESTAMP_TYPE("timestamp-type", ColumnKind.BYTES) {
        @Override
        void write(ConsumerRecord<?, ?> record, Column column, int position) {
            ((BytesColumn) column).set(position, record.timestampType().toString());
        }
    };

    private final String key;
    private final ColumnKind kind;

    ReadableMetadata(String key, ColumnKind kind) {
        this.key = key;
        this.kind = kind;
    }

    /** The kind of column that {@link #write} takes. */
    ColumnKind kind() {
        return kind;
    }

    /** Writes the record's metadata to a position of a column that has room for it. */
    abstract void write(ConsumerRecord<?, ?> record, Column column, int position);

    static Optional<ReadableMetadata> byKey(String key) {
        for (ReadableMetadata metadata : values()) {
            if (metadata.key.equals(key)) {
                return Optional.of(metadata);
            }
        }
        return Optional.empty();
    }

    /** Of headers with the same key the last one wins. */
    private static void writeHeaders(Header[] headers, MapColumn column, int position) {
        column.begin(position);
        BytesColumn keys = (BytesColumn) column.keys();
        BytesColumn values = (BytesColumn) column.values();
        for (int i = 0; i < headers.length; i++) {
            if (isRepeatedLater(headers, i)) {
                continue;
            }
            int entry = column.addEntry();
            keys.set(entry, headers[i].key().getBytes(StandardCharsets.UTF_8));
            byte[] value = headers[i].value();
            if (value == null) {
                values.setNull(entry);
            } else {
                values.set(entry, value);
            }
        }
    }

    private static boolean isRepeatedLater(Header[] headers, int index) {
        for (int i = index + 1; i < headers.length; i++) {
            if (headers[i].key().equals(headers[index].key())) {
                return true;
            }
        }
        return false;
    }
}
