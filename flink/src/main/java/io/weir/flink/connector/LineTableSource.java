package io.weir.flink.connector;

import java.io.Serializable;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;

/** Reads lines in a single task. They are bounded: standard input ends when it is closed. */
class LineTableSource implements ScanTableSource, SupportsProjectionPushDown {
    private final LineInput input;
    private final DecodingFormat<DeserializationSchema<RowData>> format;
    private final DataType physicalType;
    private DataType producedType;
    private int @Nullable [][] projectedFields;

    LineTableSource(LineInput input, DecodingFormat<DeserializationSchema<RowData>> format, DataType physicalType) {
        this.input = input;
        this.format = format;
        this.physicalType = physicalType;
        this.producedType = physicalType;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return format.getChangelogMode();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
        Decoding decoding = decoding(context);
        return SourceProvider.of(new LineSource(input, decoding.schema(), decoding.projection()));
    }

    /**
     * How lines become rows.
     *
     * @param projection the decoded fields that are wanted, in order; null for all
     */
    record Decoding(DeserializationSchema<RowData> schema, int @Nullable [] projection) implements Serializable {}

    /** Decodes the fields that were asked for. */
    final Decoding decoding(DynamicTableSource.Context context) {
        int[][] fields = projectedFields;
        if (format instanceof ProjectableDecodingFormat<?> projectable) {
            int[][] projection = fields == null ? Projection.all(physicalType).toNestedIndexes() : fields;
            @SuppressWarnings("unchecked")
            DeserializationSchema<RowData> schema = (DeserializationSchema<RowData>)
                    projectable.createRuntimeDecoder(context, physicalType, projection);
            return new Decoding(schema, null);
        }
        return new Decoding(
                format.createRuntimeDecoder(context, physicalType),
                fields == null ? null : Projection.of(fields).toTopLevelIndexes());
    }

    @Override
    public boolean supportsNestedProjection() {
        return format instanceof ProjectableDecodingFormat<?> projectable && projectable.supportsNestedProjection();
    }

    @Override
    public void applyProjection(int[][] fields, DataType producedDataType) {
        this.projectedFields = fields;
        this.producedType = producedDataType;
    }

    @Override
    public DynamicTableSource copy() {
        LineTableSource copy = new LineTableSource(input, format, physicalType);
        copyAbilitiesTo(copy);
        return copy;
    }

    final void copyAbilitiesTo(LineTableSource copy) {
        copy.projectedFields = projectedFields;
        copy.producedType = producedType;
    }

    final DecodingFormat<DeserializationSchema<RowData>> format() {
        return format;
    }

    final DataType physicalType() {
        return physicalType;
    }

    final DataType producedType() {
        return producedType;
    }

    @Override
    public String asSummaryString() {
        return input.toString();
    }
}
