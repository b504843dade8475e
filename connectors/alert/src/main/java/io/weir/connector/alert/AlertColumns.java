package io.weir.connector.alert;

import io.weir.columnar.Batch;
import io.weir.engine.spi.SinkRequest;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.ValueText;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Which column of an alert table is what, and how a row becomes an alert. */
final class AlertColumns {
    /** Longer texts are cut: an alert is read on a phone. */
    static final int TEXT_LENGTH_MAX = 2000;

    private static final String SEVERITY = "severity";
    private static final String KEY = "key";
    private static final String TEXT = "text";
    private static final String LABELS = "labels";
    /** The label that keeps a severity which has no meaning here. */
    private static final String UNKNOWN_SEVERITY = "unknown_severity";

    private final RowType type;
    private final ValueText values;
    private final Severity otherwise;
    private final int severity;
    private final int key;
    private final int text;
    /** The column of the type MAP that is called labels, -1 without one. */
    private final int labels;

    AlertColumns(SinkRequest request, Severity otherwise) {
        type = request.type();
        values = new ValueText(request.localTimeZone());
        this.otherwise = otherwise;
        List<String> names = type.getFieldNames();
        severity = names.indexOf(SEVERITY);
        key = required(request, KEY);
        text = required(request, TEXT);
        int named = names.indexOf(LABELS);
        labels = named >= 0 && isTextMap(type.getTypeAt(named)) ? named : -1;
        int[] primaryKey = request.primaryKey();
        if (primaryKey.length > 0 && !Arrays.equals(primaryKey, new int[] {key})) {
            throw invalid(request, "its primary key is not the column key", "Write PRIMARY KEY (`key`) NOT ENFORCED");
        }
    }

    private static boolean isTextMap(LogicalType type) {
        return type instanceof MapType map
                && isText(map.getKeyType().getTypeRoot())
                && isText(map.getValueType().getTypeRoot());
    }

    private static boolean isText(LogicalTypeRoot root) {
        return root == LogicalTypeRoot.VARCHAR || root == LogicalTypeRoot.CHAR;
    }

    private static int required(SinkRequest request, String name) {
        int position = request.type().getFieldNames().indexOf(name);
        if (position < 0) {
            throw invalid(
                    request,
                    "it has no column " + name,
                    "A table of alerts has the columns severity, `key` and text; all others become labels");
        }
        return position;
    }

    private static WeirException invalid(SinkRequest request, String what, String hint) {
        return new WeirException(ErrorCode.SQL_INVALID, what, "table " + request.table(), hint, null);
    }

    String key(Batch batch, int position) {
        return text(batch, key, position);
    }

    AlertChange raised(Batch batch, int position, long nowMillis) {
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            boolean isLabel = i != severity && i != key && i != text && i != labels;
            if (isLabel && !batch.column(i).isNull(position)) {
                found.put(type.getFieldNames().get(i), text(batch, i, position));
            }
        }
        if (labels >= 0
                && RowConverter.value(type.getTypeAt(labels), batch.column(labels), position)
                        instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name != null && value != null) {
                    found.put(name.toString(), value.toString());
                }
            });
        }
        return new AlertChange(
                true,
                severity(batch, position, found),
                key(batch, position),
                text(batch, text, position),
                found,
                nowMillis);
    }

    private Severity severity(Batch batch, int position, Map<String, String> found) {
        if (severity < 0 || batch.column(severity).isNull(position)) {
            return otherwise;
        }
        String given = text(batch, severity, position);
        return Severity.of(given).orElseGet(() -> {
            found.put(UNKNOWN_SEVERITY, given);
            return otherwise;
        });
    }

    private String text(Batch batch, int column, int position) {
        if (batch.column(column).isNull(position)) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        values.append(out, type.getTypeAt(column), batch.column(column), position);
        if (out.length() > TEXT_LENGTH_MAX) {
            out.setLength(TEXT_LENGTH_MAX - 1);
            out.append('…');
        }
        return out.toString();
    }
}
