package io.weir.library.compare;

import io.weir.flink.PlannedStatement.ResultColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * What is left when all changes of a result are applied: a multiset of rows of {@link CanonicalCell}s, or, where the
 * changes come by a key, the last row of each key. Takes rows of any thread.
 */
public final class FinalRows {
    private final List<ResultColumn> columns;
    private final RowCells cells;
    private final int[] key;
    private final int[] kept;

    /** As long as rows only come: all of them, in the order of their arrival. */
    private final List<List<String>> appended = new ArrayList<>();
    /** From the first change on: how often each row is there. */
    private Map<List<String>, Integer> counts = new LinkedHashMap<>();

    private final Map<List<String>, List<String>> byKey = new LinkedHashMap<>();
    private boolean isChanging;
    private long changes;

    /** The rows of a changelog that says what every row was before. */
    public FinalRows(List<ResultColumn> columns) {
        this(columns, new int[0], allOf(columns));
    }

    /**
     * Makes an empty result.
     *
     * @param key positions of the columns by which rows are replaced; none for a multiset
     * @param kept positions of the columns that count, in ascending order
     */
    FinalRows(List<ResultColumn> columns, int[] key, int[] kept) {
        this.columns = List.copyOf(columns);
        this.key = key.clone();
        this.kept = kept.clone();
        cells = new RowCells(columns.stream().map(ResultColumn::type).toList());
    }

    private static int[] allOf(List<ResultColumn> columns) {
        int[] all = new int[columns.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** Applies one change. */
    public void accept(RowData change) {
        accept(change.getRowKind(), cells.of(change));
    }

    /** Applies one change, given in the default conversion classes of the columns' types. */
    public void accept(Row change) {
        accept(change.getKind(), cells.of(change));
    }

    private synchronized void accept(RowKind kind, List<String> row) {
        changes++;
        boolean isThere = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        if (key.length > 0) {
            replace(kind, row);
            return;
        }
        List<String> wanted = pick(row, kept);
        if (!isChanging && isThere) {
            appended.add(wanted);
            return;
        }
        if (!isChanging) {
            isChanging = true;
            appended.forEach(each -> counts.merge(each, 1, Integer::sum));
            appended.clear();
        }
        if (counts.merge(wanted, isThere ? 1 : -1, Integer::sum) == 0) {
            counts.remove(wanted);
        }
    }

    private void replace(RowKind kind, List<String> row) {
        List<String> id = pick(row, key);
        if (kind == RowKind.DELETE) {
            byKey.remove(id);
        } else if (kind != RowKind.UPDATE_BEFORE) {
            byKey.put(id, pick(row, kept));
        }
    }

    private static List<String> pick(List<String> row, int[] positions) {
        if (positions.length == row.size()) {
            return row;
        }
        String[] picked = new String[positions.length];
        Arrays.setAll(picked, i -> row.get(positions[i]));
        return List.of(picked);
    }

    /** How many changes came. */
    public synchronized long changes() {
        return changes;
    }

    /** The columns that count. */
    List<ResultColumn> columns() {
        return Arrays.stream(kept).mapToObj(columns::get).toList();
    }

    /**
     * All rows; in the order of their arrival if rows only came.
     *
     * @throws IllegalStateException if a row was taken back more often than it came
     */
    public synchronized List<List<String>> rows() {
        if (key.length > 0) {
            return List.copyOf(byKey.values());
        }
        if (!isChanging) {
            return Collections.unmodifiableList(new ArrayList<>(appended));
        }
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((row, count) -> {
            if (count < 0) {
                throw new IllegalStateException("Retracts a row that was not there: " + row);
            }
            rows.addAll(Collections.nCopies(count, row));
        });
        return rows;
    }
}
