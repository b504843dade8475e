package io.weir.flink.connector;

import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Rows that stand in the table: read, or looked up by key. */
final class InlineTableSource extends LineTableSource implements LookupTableSource {
    private final LineInput.Text rows;

    InlineTableSource(
            LineInput.Text rows, DecodingFormat<DeserializationSchema<RowData>> format, DataType physicalType) {
        super(rows, format, physicalType);
        this.rows = rows;
    }

    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
        if (!getChangelogMode().containsOnly(RowKind.INSERT)) {
            throw new ValidationException("Changes cannot be looked up: give the rows in a format without changes");
        }
        int[] keys = Stream.of(context.getKeys()).mapToInt(path -> path[0]).toArray();
        RowType type = (RowType) producedType().getLogicalType();
        return LookupFunctionProvider.of(new LineLookupFunction(rows, decoding(context), type, keys));
    }

    @Override
    public InlineTableSource copy() {
        InlineTableSource copy = new InlineTableSource(rows, format(), physicalType());
        copyAbilitiesTo(copy);
        return copy;
    }
}
