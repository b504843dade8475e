package io.weir.connector.kafka;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.SinkRequest;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Encodes some columns of a batch, as the key or as the value of records. */
final class RecordEncoder {
    private final int[] columns;
    private final Batch projected;
    private final Encoder encoder;
    private final ByteSink bytes = new ByteSink();

    /**
     * Makes an encoder.
     *
     * @param columns the indexes of the columns
     * @param names gives the name that a column has in the record
     */
    RecordEncoder(SinkRequest request, RecordFormat format, int[] columns, UnaryOperator<String> names) {
        this.columns = columns;
        projected = new Batch(new Column[columns.length]);
        List<RowType.RowField> fields = request.type().getFields();
        RowType type = new RowType(IntStream.of(columns)
                .mapToObj(fields::get)
                .map(field -> new RowType.RowField(names.apply(field.getName()), field.getType()))
                .toList());
        encoder = request.encoders()
                .apply(format.name())
                .create(new EncoderRequest(type, format.options(), request.localTimeZone()));
    }

    /** The rows that are encoded next. */
    void begin(Batch batch) {
        for (int i = 0; i < columns.length; i++) {
            projected.setColumn(i, batch.column(columns[i]));
        }
        projected.copyRows(batch);
    }

    /** The record of one row, null if it has none. */
    byte @Nullable [] encode(int position) {
        if (encoder.isNull(projected, position)) {
            return null;
        }
        bytes.clear();
        encoder.encode(projected, position, bytes);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }
}
