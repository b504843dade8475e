package io.weir.flink;

import io.weir.flink.PlannedStatement.Immediate;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** The rows of a statement that Flink has carried out at once, such as SHOW FUNCTIONS, as texts. */
final class ImmediateRows {
    private ImmediateRows() {}

    // Closing the iterator of a result that is complete cannot be interrupted.
    @SuppressWarnings("try")
    static Immediate of(SqlStatement statement, TableResult result) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        try (CloseableIterator<Row> iterator = result.collect()) {
            while (iterator.hasNext()) {
                Row row = iterator.next();
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < row.getArity(); i++) {
                    Object cell = row.getField(i);
                    cells.add(cell == null ? "NULL" : cell.toString());
                }
                rows.add(cells);
            }
        }
        return new Immediate(
                statement.text(), statement.line(), result.getResolvedSchema().getColumnNames(), rows);
    }
}
