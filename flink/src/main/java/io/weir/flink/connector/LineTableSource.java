package io.weir.flink.connector;

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
final class LineTableSource implements ScanTableSource, SupportsProjectionPushDown {
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
        int[][] projection =
                projectedFields == null ? Projection.all(physicalType).toNestedIndexes() : projectedFields;
        if (format instanceof ProjectableDecodingFormat<?> projectable) {
            @SuppressWarnings("unchecked")
            DeserializationSchema<RowData> schema = (DeserializationSchema<RowData>)
                    projectable.createRuntimeDecoder(context, physicalType, projection);
            return SourceProvider.of(new LineSource(input, schema, null));
        }
        int[][] fields = projectedFields;
        return SourceProvider.of(new LineSource(
                input,
                format.createRuntimeDecoder(context, physicalType),
                fields == null ? null : Projection.of(fields).toTopLevelIndexes()));
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
        copy.projectedFields = projectedFields;
        copy.producedType = producedType;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return input.toString();
    }
}
