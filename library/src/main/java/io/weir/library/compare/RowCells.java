package io.weir.library.compare;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;

/** Writes rows of one type as {@link CanonicalCell}s. */
final class RowCells {
    private final List<LogicalType> types;
    private final List<RowData.FieldGetter> getters = new ArrayList<>();
    private final List<DataStructureConverter<Object, Object>> converters = new ArrayList<>();
    private final RowDataSerializer serializer;

    RowCells(List<LogicalType> types) {
        this.types = List.copyOf(types);
        serializer = new RowDataSerializer(types.toArray(LogicalType[]::new));
        for (int i = 0; i < types.size(); i++) {
            getters.add(RowData.createFieldGetter(types.get(i), i));
            DataStructureConverter<Object, Object> converter =
                    DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(types.get(i)));
            converter.open(RowCells.class.getClassLoader());
            converters.add(converter);
        }
    }

    /** The cells of a row, in the form that it has once Flink has sent it to another task. */
    List<String> of(RowData received) {
        // Within a task a TIMESTAMP keeps digits that its type does not hold; sending a row cuts them.
        RowData sent = serializer.toBinaryRow(received);
        Row row = new Row(types.size());
        for (int i = 0; i < types.size(); i++) {
            row.setField(i, converters.get(i).toExternalOrNull(getters.get(i).getFieldOrNull(sent)));
        }
        return of(row);
    }

    /** The cells of a row that is given in the default conversion classes of its types. */
    List<String> of(Row row) {
        return CanonicalCell.ofRow(row, types);
    }
}
