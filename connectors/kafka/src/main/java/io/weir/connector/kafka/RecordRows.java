package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns records into the rows of a batch: values and keys through their formats, metadata straight into columns.
 *
 * <p>As in Flink a record gives one row for each row of its value and each row of its key. A value that is null (a
 * tombstone) gives no row in most formats, nor does a key that is null where the table reads keys; both are counted as
 * skipped.
 */
final class RecordRows {
    private static final int BATCH_ROWS_INITIAL_MAX = 4096;

    /** What the keys of metadata begin with that the value's format provides. */
    private static final String VALUE_METADATA_PREFIX = "value.";

    private final KafkaTable table;
    private final int batchRowsMax;
    private final Decoder valueDecoder;
    private final Batch values;
    private final int valueFieldCount;
    private final @Nullable Decoder keyDecoder;
    private final Batch keys;
    private final Batch output;
    /** For each output column: where it comes from. */
    private final Origin[] origins;

    private final RecordBytes valueBytes = new RecordBytes(ConsumerRecord::value);
    private final RecordBytes keyBytes = new RecordBytes(ConsumerRecord::key);

    /** For a record of {@code upsert-kafka} whose value is null: a row that is removed, without values. */
    private final Batch removal;

    private boolean hasRemovals;

    /** For each row of the output the rows of {@link #values} and {@link #keys} that it is made of. */
    private int[] valuePositions = new int[0];

    private int[] keyPositions = new int[0];
    private int rowCount;
    /** True while output row, value row and key row have the same position throughout the batch. */
    private boolean isAligned;

    private long bytes;
    private long recordsWithoutRow;

    /**
     * A source of an output column: metadata, or the column of that index of the key's or value's batch.
     *
     * @param keyIndex the column of the key's batch that has the value where the record's value is null, or -1
     */
    private record Origin(Part part, int index, @Nullable ReadableMetadata metadata, Column gathered, int keyIndex) {
        Origin(Part part, int index, @Nullable ReadableMetadata metadata, Column gathered) {
            this(part, index, metadata, gathered, -1);
        }
    }

    /** What is asked for, by where it stands. */
    private record Fields(
            List<RowType.RowField> value, List<RowType.RowField> key, List<RowType.RowField> valueMetadata) {}

    private enum Part {
        VALUE,
        VALUE_METADATA,
        KEY,
        METADATA
    }

    RecordRows(SourceRequest request, KafkaTable table) {
        this.table = table;
        batchRowsMax = Math.max(1, request.batchRowsMax());
        Fields fields = new Fields(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        origins = new Origin[request.fields().size()];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = origin(request.fields().get(i), fields);
        }
        int capacity = Math.min(batchRowsMax, BATCH_ROWS_INITIAL_MAX);
        RowType valueType = new RowType(fields.value());
        RowType keyType = new RowType(fields.key());
        List<RowType.RowField> produced = new ArrayList<>(fields.value());
        fields.valueMetadata()
                .forEach(field -> produced.add(new RowType.RowField("value." + field.getName(), field.getType())));
        valueFieldCount = valueType.getFieldCount();
        values = Columns.batch(new RowType(produced), capacity);
        keys = Columns.batch(keyType, capacity);
        removal = removal(values);
        RowType columns = request.recordType();
        valueDecoder = decoder(request, table.value(), valueType, table.valueType(columns), fields.valueMetadata());
        keyDecoder = table.key()
                .map(key -> decoder(request, key.format(), keyType, table.keyType(columns), List.of()))
                .orElse(null);
        output = new Batch(Arrays.stream(origins).map(this::column).toArray(Column[]::new));
    }

    private Origin origin(SourceRequest.Field field, Fields fields) {
        Column gathered = Columns.column(field.type(), 0);
        if (field.metadataKey().startsWith(VALUE_METADATA_PREFIX)) {
            String key = field.metadataKey().substring(VALUE_METADATA_PREFIX.length());
            fields.valueMetadata().add(new RowType.RowField(key, field.type()));
            return new Origin(Part.VALUE_METADATA, fields.valueMetadata().size() - 1, null, gathered);
        }
        if (field.isMetadata()) {
            ReadableMetadata metadata = ReadableMetadata.byKey(field.metadataKey())
                    .orElseThrow(() -> new NotNativeException(
                            "metadata '" + field.metadataKey() + "' of Kafka table " + table.name()));
            if (gathered.kind() != metadata.kind()) {
                throw new NotNativeException("metadata '" + field.metadataKey() + "' as "
                        + field.type().asSummaryString() + " of Kafka table " + table.name());
            }
            return new Origin(Part.METADATA, 0, metadata, gathered);
        }
        if (table.isKeyOnly(field.name())) {
            String name = table.key().orElseThrow().nameInKey(field.name());
            fields.key().add(new RowType.RowField(name, field.type()));
            return new Origin(Part.KEY, fields.key().size() - 1, null, gathered);
        }
        fields.value().add(new RowType.RowField(field.name(), field.type()));
        int keyIndex = -1;
        if (table.isUpsert() && table.isInKey(field.name())) {
            String name = table.key().orElseThrow().nameInKey(field.name());
            keyIndex = fields.key().size();
            fields.key().add(new RowType.RowField(name, field.type()));
        }
        return new Origin(Part.VALUE, fields.value().size() - 1, null, gathered, keyIndex);
    }

    private Decoder decoder(
            SourceRequest request,
            RecordFormat format,
            RowType type,
            RowType recordType,
            List<RowType.RowField> metadata) {
        DecoderFactory factory = request.decoders().apply(format.name());
        for (RowType.RowField field : metadata) {
            if (!factory.metadataKeys().contains(field.getName())) {
                throw new NotNativeException(
                        "metadata '" + VALUE_METADATA_PREFIX + field.getName() + "' of Kafka table " + table.name());
            }
        }
        return factory.create(
                new DecoderRequest(type, recordType, metadata, format.options(), request.localTimeZone()));
    }

    /** The column of the output while rows are aligned. */
    private Column column(Origin origin) {
        return switch (origin.part()) {
            case VALUE -> values.column(origin.index());
            case VALUE_METADATA -> values.column(valueFieldCount + origin.index());
            case KEY -> keys.column(origin.index());
            case METADATA -> origin.gathered();
        };
    }

    /**
     * Decodes records of one partition, from index {@code from} on and before {@code to}, until the batch is full.
     *
     * @return the index behind the last record that was decoded
     * @throws WeirException for a record that cannot be decoded
     */
    int decode(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, int from, int to) {
        reset();
        valueBytes.begin(records, from);
        keyBytes.begin(records, from);
        int index = from;
        while (index < to && rowCount < batchRowsMax && decode(records.get(index))) {
            index++;
        }
        finish();
        return index;
    }

    /** The rows of the last call; valid until the next one. */
    Batch batch() {
        return output;
    }

    /** The bytes of all keys and values so far. */
    long bytes() {
        return bytes;
    }

    /** The records so far that gave no row. */
    long skippedRecords() {
        long skipped = recordsWithoutRow + valueDecoder.skippedRecords();
        return keyDecoder == null ? skipped : skipped + keyDecoder.skippedRecords();
    }

    private static Batch removal(Batch values) {
        Batch batch = values.newEmpty(1);
        for (int i = 0; i < batch.columnCount(); i++) {
            batch.column(i).setNull(0);
        }
        batch.setRowKind(0, RowKinds.DELETE);
        batch.setRowCount(1);
        return batch;
    }

    private void reset() {
        values.reset();
        keys.reset();
        for (Origin origin : origins) {
            if (origin.part() == Part.METADATA) {
                origin.gathered().reset();
            }
        }
        rowCount = 0;
        isAligned = true;
        hasRemovals = false;
    }

    /** Decodes one record; false, with nothing done, if its bytes do not belong into this batch. */
    private boolean decode(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        ByteBuffer value = record.value();
        ByteBuffer key = record.key();
        if ((value != null && !valueBytes.place(value))
                || (keyDecoder != null && key != null && !keyBytes.place(key))) {
            return false;
        }
        bytes += (value == null ? 0 : value.remaining()) + (key == null ? 0 : key.remaining());
        int first = rowCount;
        int firstKey = keys.rowCount();
        if (keyDecoder != null) {
            RecordFormat format = table.key().orElseThrow().format();
            decode(keyDecoder, key == null ? null : keyBytes, keys, record, format, "key");
        }
        int firstValue = values.rowCount();
        if (value == null && table.isUpsert()) {
            values.append(removal, 0);
            hasRemovals = true;
        } else {
            decode(valueDecoder, value == null ? null : valueBytes, values, record, table.value(), "value");
        }
        if (keyDecoder == null) {
            rowCount = values.rowCount();
            writeMetadata(record, first);
        } else {
            combine(record, firstValue, firstKey);
        }
        if (rowCount == first && (value == null || (key == null && keyDecoder != null))) {
            recordsWithoutRow++;
        }
        return true;
    }

    /** Decodes the bytes of a key or a value, or the null that it is. */
    private static void decode(
            Decoder decoder,
            @Nullable RecordBytes bytes,
            Batch batch,
            ConsumerRecord<?, ?> record,
            RecordFormat format,
            String part) {
        try {
            if (bytes == null) {
                decoder.decodeNull(batch);
            } else {
                decoder.decodeRecord(bytes.data(), bytes.start(), bytes.end(), batch);
            }
        } catch (RecordException e) {
            throw new WeirException(
                    ErrorCode.RECORD_UNDECODABLE,
                    "the " + part + " is no valid " + format.name() + ": " + e.getMessage(),
                    "topic " + record.topic() + ", partition " + record.partition() + ", offset " + record.offset(),
                    e.hint(format.optionPrefix()),
                    e);
        }
    }

    /** One row for each pair of a row of the value and a row of the key. */
    private void combine(ConsumerRecord<?, ?> record, int firstValue, int firstKey) {
        int valueEnd = values.rowCount();
        int keyEnd = keys.rowCount();
        int first = rowCount;
        reservePositions((valueEnd - firstValue) * (keyEnd - firstKey));
        for (int value = firstValue; value < valueEnd; value++) {
            for (int key = firstKey; key < keyEnd; key++) {
                valuePositions[rowCount] = value;
                keyPositions[rowCount] = key;
                isAligned &= value == rowCount && key == rowCount;
                rowCount++;
            }
        }
        writeMetadata(record, first);
    }

    private void reservePositions(int more) {
        if (rowCount + more > valuePositions.length) {
            int grown = Math.max(rowCount + more, 2 * valuePositions.length);
            valuePositions = Arrays.copyOf(valuePositions, grown);
            keyPositions = Arrays.copyOf(keyPositions, grown);
        }
    }

    private void writeMetadata(ConsumerRecord<?, ?> record, int first) {
        for (Origin origin : origins) {
            ReadableMetadata metadata = origin.metadata();
            if (metadata != null) {
                Column column = origin.gathered();
                column.ensureCapacity(rowCount);
                for (int position = first; position < rowCount; position++) {
                    metadata.write(record, column, position);
                }
            }
        }
    }

    /** Puts the columns together; a value's row without a key's row, or the reverse, is left out here. */
    private void finish() {
        boolean isWhole = isAligned && rowCount == values.rowCount();
        if (isWhole) {
            output.copyRows(values);
        } else {
            output.gatherRows(values, valuePositions, rowCount);
        }
        for (int i = 0; i < origins.length; i++) {
            Origin origin = origins[i];
            Column column = column(origin);
            if (hasRemovals && origin.keyIndex() >= 0) {
                column = gatherFromBoth(origin);
            } else if (!isWhole && origin.part() != Part.METADATA) {
                int[] positions = origin.part() == Part.KEY ? keyPositions : valuePositions;
                origin.gathered().gather(column, positions, rowCount);
                column = origin.gathered();
            }
            output.setColumn(i, column);
        }
    }

    /** A column of the key: from the value, or from the key of a record that has no value. */
    private Column gatherFromBoth(Origin origin) {
        Column ofValues = values.column(origin.index());
        Column ofKeys = keys.column(origin.keyIndex());
        Column column = origin.gathered();
        column.reset();
        column.ensureCapacity(rowCount);
        for (int i = 0; i < rowCount; i++) {
            boolean isRemoval = output.rowKind(i) == RowKinds.DELETE;
            column.set(i, isRemoval ? ofKeys : ofValues, isRemoval ? keyPositions[i] : valuePositions[i]);
        }
        return column;
    }
}
