package io.weir.format.json;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.RowColumn;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.DecoderRequest;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.json.JsonReadFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes what Canal writes: {@code {"data": [{…}, …], "old": [{…}, …], "type": "UPDATE"}}, perhaps only for some
 * databases and tables.
 */
final class CanalJsonDecoder extends DataOldJsonDecoder {
    private static final int DATABASE = 3;
    private static final int TABLE = 4;

    private static final ObjectMapper PARSERS =
            new ObjectMapper().configure(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature(), true);

    private final @Nullable Pattern database;
    private final @Nullable Pattern table;

    CanalJsonDecoder(DecoderRequest request, ChangelogOptions options) {
        super(
                request,
                options,
                ChangelogMetadata.CANAL,
                List.of(
                        new RowType.RowField("data", new ArrayType(request.type())),
                        new RowType.RowField("old", new ArrayType(request.type())),
                        new RowType.RowField("type", VarCharType.STRING_TYPE),
                        new RowType.RowField("database", VarCharType.STRING_TYPE),
                        new RowType.RowField("table", VarCharType.STRING_TYPE)));
        database = options.database();
        table = options.table();
    }

    private ArrayColumn old() {
        return (ArrayColumn) envelope.field(OLD);
    }

    private ArrayColumn data() {
        return (ArrayColumn) envelope.field(DATA);
    }

    @Override
    RowColumn before() {
        return (RowColumn) old().elements();
    }

    @Override
    RowColumn after() {
        return (RowColumn) data().elements();
    }

    // ---- databases and tables --------------------------------------------------------------------------------------

    @Override
    boolean isForeign() {
        if (database == null && table == null) {
            return false;
        }
        try {
            JsonNode record = PARSERS.readTree(bytes());
            String name = "database";
            for (Pattern pattern : new @Nullable Pattern[] {database, table}) {
                JsonNode node = record.get(name);
                if (pattern != null && node == null) {
                    return false; // which is an error of its own
                } else if (pattern != null && !pattern.matcher(node.asText()).matches()) {
                    return true;
                }
                name = "table";
            }
            return false;
        } catch (IOException e) {
            return false; // whose it is cannot be said
        }
    }

    /** What is wrong with a name that is looked at, or an empty string. */
    private String checkName(int field, @Nullable Pattern pattern, int record) {
        if (pattern == null || !envelope.field(field).isNull(record)) {
            return "";
        }
        try {
            String name = field == DATABASE ? "database" : "table";
            JsonNode node = PARSERS.readTree(bytes()).get(name);
            return node == null ? "field " + name + " is missing" : "";
        } catch (IOException e) {
            throw new IllegalStateException("a record that was read cannot be read again", e);
        }
    }

    private boolean isForeign(int field, @Nullable Pattern pattern, int record) {
        if (pattern == null) {
            return false;
        }
        String name = envelope.text(field, record);
        boolean isPlain = name != null && !name.startsWith("{") && !name.startsWith("[");
        return isPlain ? !pattern.matcher(name).matches() : isForeign();
    }

    // ---- rows ------------------------------------------------------------------------------------------------------

    @Override
    String unfold(int record) {
        String problem = checkName(DATABASE, database, record);
        if (!problem.isEmpty()) {
            return problem;
        } else if (isForeign(DATABASE, database, record)) {
            return "";
        }
        problem = checkName(TABLE, table, record);
        if (!problem.isEmpty()) {
            return problem;
        } else if (isForeign(TABLE, table, record)) {
            return "";
        }
        String type = envelope.text(TYPE, record);
        return type == null ? "field type is missing" : unfold(type, record);
    }

    private String unfold(String type, int record) {
        boolean isUpdate = type.equals("UPDATE");
        boolean isInsertion = type.equals("INSERT");
        if (type.equals("CREATE")) {
            return ""; // the table was made: no row has changed
        } else if (!isUpdate && !isInsertion && !type.equals("DELETE")) {
            return unknown(type);
        }
        if (data().isNull(record)) {
            return "field data is null in a change '" + type + "'";
        } else if (isUpdate && old().isNull(record) && data().length(record) > 0) {
            return "field old is null in a change '" + type + "'";
        }
        String problem = envelope.readMetadata(record);
        if (!problem.isEmpty()) {
            return problem;
        }
        if (isUpdate) {
            return addUpdates(record);
        }
        byte kind = isInsertion ? RowKinds.INSERT : RowKinds.DELETE;
        int start = data().start(record);
        for (int i = 0; i < data().length(record); i++) {
            if (after().isNull(start + i)) {
                return "field data has a row that is null";
            }
            rows.add(true, start + i, kind);
        }
        return "";
    }

    private String addUpdates(int record) {
        beginRecord();
        for (int i = 0; i < data().length(record); i++) {
            if (i >= old().length(record)) {
                return "field old has fewer rows than field data";
            }
            int oldPosition = old().start(record) + i;
            int newPosition = data().start(record) + i;
            if (after().isNull(newPosition) || before().isNull(oldPosition)) {
                return "field " + (after().isNull(newPosition) ? "data" : "old") + " has a row that is null";
            }
            addUpdate(oldPosition, newPosition);
        }
        return "";
    }
}
