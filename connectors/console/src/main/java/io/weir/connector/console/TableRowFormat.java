package io.weir.connector.console;

import io.weir.columnar.Batch;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.type.ValueText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table for a terminal, like that of Flink's client: borders, aligned columns, {@code <NULL>}, and where rows change
 * a first column {@code op}. The widths follow the rows that come before the first pause; a later value that is wider
 * pushes its line out rather than being cut, because a value that is not shown is lost.
 */
final class TableRowFormat implements RowFormat {
    private static final int HELD_ROWS_MAX = 1000;
    private static final int WIDTH_MAX = 60;
    private static final String NULL = "<NULL>";

    private final List<LogicalType> types;
    private final boolean insertOnly;
    private final ValueText values;
    private final String[] names;
    private final boolean[] rightAligned;
    private final List<String[]> held = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    /** The widths in characters; empty before the header was written. */
    private int[] widths = new int[0];

    private long rowCount;

    TableRowFormat(RowType type, boolean insertOnly, ZoneId localTimeZone) {
        this.types = type.getChildren();
        this.insertOnly = insertOnly;
        this.values = new ValueText(localTimeZone);
        int first = insertOnly ? 0 : 1;
        names = new String[types.size() + first];
        rightAligned = new boolean[names.length];
        if (!insertOnly) {
            names[0] = OP;
        }
        for (int i = 0; i < types.size(); i++) {
            names[i + first] = type.getFieldNames().get(i);
            rightAligned[i + first] = types.get(i).is(LogicalTypeFamily.NUMERIC);
        }
    }

    @Override
    public void append(Batch batch, ByteSink out) {
        for (int i = 0; i < batch.rowCount(); i++) {
            held.add(cells(batch, i));
        }
        rowCount += batch.rowCount();
        if (held.size() >= HELD_ROWS_MAX) {
            flush(out);
        }
    }

    private String[] cells(Batch batch, int position) {
        String[] cells = new String[names.length];
        int first = 0;
        if (!insertOnly) {
            cells[first++] = RowKinds.text(batch.rowKind(position));
        }
        for (int i = 0; i < types.size(); i++) {
            if (batch.column(i).isNull(position)) {
                cells[first + i] = NULL;
            } else {
                text.setLength(0);
                values.append(text, types.get(i), batch.column(i), position);
                cells[first + i] = oneLine(text);
            }
        }
        return cells;
    }

    /** Control characters would tear the table, or do worse to a terminal. */
    private static String oneLine(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                text.setCharAt(i, '\u00B7');
            }
        }
        return text.toString();
    }

    @Override
    public void flush(ByteSink out) {
        if (held.isEmpty()) {
            return;
        }
        text.setLength(0);
        if (widths.length == 0) {
            chooseWidths();
            appendBorder();
            appendLine(names);
            appendBorder();
        }
        for (String[] cells : held) {
            appendLine(cells);
        }
        held.clear();
        out.append(text.toString());
    }

    private void chooseWidths() {
        widths = new int[names.length];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = DisplayWidth.of(names[i]);
            for (String[] cells : held) {
                widths[i] = Math.max(widths[i], Math.min(WIDTH_MAX, DisplayWidth.of(cells[i])));
            }
        }
    }

    private void appendBorder() {
        text.append('+');
        for (int width : widths) {
            text.append("-".repeat(width + 2)).append('+');
        }
        text.append('\n');
    }

    private void appendLine(String[] cells) {
        text.append('|');
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cells[i])));
            text.append(' ')
                    .append(rightAligned[i] ? padding : "")
                    .append(cells[i])
                    .append(rightAligned[i] ? "" : padding)
                    .append(" |");
        }
        text.append('\n');
    }

    @Override
    public void finish(ByteSink out) {
        flush(out);
        text.setLength(0);
        if (widths.length == 0) {
            text.append("Empty set\n");
        } else {
            appendBorder();
            text.append(rowCount).append(rowCount == 1 ? " row" : " rows").append(" in set\n");
        }
        out.append(text.toString());
    }
}
