package io.weir.testing.sql;

import io.weir.flink.PlannedStatement.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** The rows that a changelog leaves, as canonical text. */
final class ChangelogTable {

    private final List<String> names;
    private final List<LogicalType> types;
    private final List<RowData.FieldGetter> getters = new ArrayList<>();
    private final List<DataStructureConverter<Object, Object>> converters = new ArrayList<>();
    private final RowDataSerializer serializer;
    private final List<List<String>> rows = new ArrayList<>();

    ChangelogTable(List<ResultColumn> columns) {
        names = columns.stream().map(ResultColumn::name).toList();
        types = columns.stream().map(ResultColumn::type).toList();
        serializer = new RowDataSerializer(types.toArray(LogicalType[]::new));
        for (int i = 0; i < types.size(); i++) {
            getters.add(RowData.createFieldGetter(types.get(i), i));
            DataStructureConverter<Object, Object> converter =
                    DataStructureConverters.getConverter(TypeConversions.fromLogicalToDataType(types.get(i)));
            converter.open(ChangelogTable.class.getClassLoader());
            converters.add(converter);
        }
    }

    /** Applies one change, in the form that it has once Flink has sent it to another task. */
    synchronized void accept(RowData received) {
        // Within a task a TIMESTAMP keeps digits that its type does not hold; sending a row cuts them.
        RowData change = serializer.toBinaryRow(received);
        Row row = new Row(change.getRowKind(), types.size());
        for (int i = 0; i < types.size(); i++) {
            row.setField(i, converters.get(i).toExternalOrNull(getters.get(i).getFieldOrNull(change)));
        }
        accept(row);
    }

    /** Applies one change, given in the default conversion classes of the columns' types. */
    synchronized void accept(Row change) {
        List<String> cells = CanonicalCell.ofRow(change, types);
        if (change.getKind() == RowKind.INSERT || change.getKind() == RowKind.UPDATE_AFTER) {
            rows.add(cells);
        } else if (!rows.remove(cells)) {
            throw new IllegalStateException("Retracts a row that was not there: " + cells);
        }
    }

    synchronized TextTable toTable() {
        return new TextTable(names, rows);
    }
}
