package io.weir.testing.faults;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table of PostgreSQL: the first column is the key. */
record TableOutput(Servers servers, String table, String columns) implements Output {
    @Override
    public String name() {
        return "table " + table;
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String row : servers.database().query("SELECT " + columns + " FROM " + table)) {
            int comma = row.indexOf(',');
            rows.add(new Row(row.substring(0, comma), row.substring(comma + 1)));
        }
        return rows;
    }
}
