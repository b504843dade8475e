package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Turns rows into records. */
final class RowRecords {
    private final KafkaTable table;
    private final WritableMetadata metadata;
    private final RecordEncoder value;
    private final @Nullable RecordEncoder key;
    /** The only topic, or an empty string where the rows say it. */
    private final String topic;

    RowRecords(SinkRequest request, KafkaTable table, WritableMetadata metadata) {
        this.table = table;
        this.metadata = metadata;
        int physical = request.type().getFieldCount() - request.metadataKeys().size();
        RowType columns = new RowType(request.type().getFields().subList(0, physical));
        int[] valueColumns = IntStream.range(0, physical)
                .filter(column -> !table.isKeyOnly(columns.getFieldNames().get(column)))
                .toArray();
        value = new RecordEncoder(request, table.value(), valueColumns, UnaryOperator.identity());
        key = table.key()
                .map(format ->
                        new RecordEncoder(request, format.format(), table.keyColumns(columns), format::nameInKey))
                .orElse(null);
        topic = table.topics() instanceof TopicChoice.Named named
                        && named.topics().size() == 1
                ? named.topics().get(0)
                : "";
    }

    /** The records of all rows; the partition is left open. */
    List<ProducerRecord<byte[], byte[]>> encode(Batch batch) {
        value.begin(batch);
        if (key != null) {
            key.begin(batch);
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(batch.rowCount());
        for (int position = 0; position < batch.rowCount(); position++) {
            String to = topic.isEmpty() ? topicOf(batch, position) : topic;
            Long timestamp = metadata.timestamp(batch, position);
            List<Header> headers = metadata.headers(batch, position);
            byte[] keyBytes = key == null ? null : key.encode(position);
            boolean isRemoved = table.isUpsert() && !RowKinds.isAddition(batch.rowKind(position));
            byte[] valueBytes = isRemoved ? null : value.encode(position);
            records.add(new ProducerRecord<>(to, null, timestamp, keyBytes, valueBytes, headers));
        }
        return records;
    }

    private String topicOf(Batch batch, int position) {
        String to = metadata.topic(batch, position);
        boolean isAllowed = to != null
                && (table.topics() instanceof TopicChoice.Named named
                        ? named.topics().contains(to)
                        : table.topics() instanceof TopicChoice.Matching matching
                                && matching.pattern().matcher(to).matches());
        if (to == null || !isAllowed) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    to == null ? "a row names no topic" : "topic " + to + " is none of the table's " + topics(),
                    "table " + table.name() + ", metadata column 'topic'",
                    "",
                    null);
        }
        return to;
    }

    private String topics() {
        return table.topics().description();
    }
}
