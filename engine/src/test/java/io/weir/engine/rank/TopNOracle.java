package io.weir.engine.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/** Top-N as Flink computes it, row by row, on plain lists. */
final class TopNOracle {
    private final Ranking ranking;
    private final Comparator<Object[]> order;
    private final int idColumn;
    private final Map<Object, List<Object[]>> keys = new HashMap<>();
    private final Map<Object, Long> ends = new HashMap<>();
    private final List<String> changes = new ArrayList<>();

    TopNOracle(Ranking ranking, Comparator<Object[]> order, int idColumn) {
        this.ranking = ranking;
        this.order = order;
        this.idColumn = idColumn;
    }

    /** All changes so far, in Flink's order. */
    List<String> changes() {
        return changes;
    }

    /** The rows that are given out now. */
    List<String> table() {
        List<String> result = new ArrayList<>();
        keys.forEach((key, rows) -> {
            for (int i = (int) ranking.start(); i <= Math.min(end(key), rows.size()); i++) {
                result.add(text(RowKind.INSERT, rows.get(i - 1), i));
            }
        });
        result.sort(null);
        return result;
    }

    private long end(Object key) {
        return ranking.hasVariableEnd() ? ends.getOrDefault(key, 0L) : ranking.end();
    }

    void take(RowKind kind, Object[] row) {
        Object key = row[0];
        List<Object[]> rows = keys.computeIfAbsent(key, missing -> new ArrayList<>());
        if (ranking.hasVariableEnd()) {
            ends.computeIfAbsent(key, missing -> (Long) Objects.requireNonNullElse(row[ranking.endColumn()], 0L));
        }
        boolean isAddition = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        switch (ranking.input()) {
            case APPENDS -> append(rows, row, end(key));
            case UPDATES -> update(rows, row, end(key));
            case RETRACTIONS -> {
                if (isAddition) {
                    insert(rows, row, end(key));
                } else {
                    retract(rows, row, end(key));
                }
            }
        }
    }

    private int placeOf(List<Object[]> rows, Object[] row) {
        int at = 0;
        while (at < rows.size() && order.compare(rows.get(at), row) <= 0) {
            at++;
        }
        return at;
    }

    private void append(List<Object[]> rows, Object[] row, long end) {
        int at = placeOf(rows, row);
        if (at >= end) {
            return;
        }
        if (ranking.isFirstOnly() && !rows.isEmpty()) {
            add(RowKind.UPDATE_BEFORE, rows.get(0), 1);
            add(RowKind.UPDATE_AFTER, row, 1);
            rows.set(0, row);
            return;
        }
        rows.add(at, row);
        if (ranking.isNumbered()) {
            for (int i = at; i + 1 < rows.size() && i < end; i++) {
                add(RowKind.UPDATE_BEFORE, rows.get(i + 1), i + 1);
                add(RowKind.UPDATE_AFTER, rows.get(i), i + 1);
            }
            if (rows.size() <= end) {
                add(RowKind.INSERT, rows.get(rows.size() - 1), rows.size());
            }
        }
        if (rows.size() > end) {
            Object[] last = rows.remove(rows.size() - 1);
            if (!ranking.isNumbered()) {
                add(RowKind.DELETE, last, 0);
            }
        }
        if (!ranking.isNumbered()) {
            add(RowKind.INSERT, row, 0);
        }
    }

    private void update(List<Object[]> rows, Object[] row, long end) {
        int old = 0;
        while (old < rows.size() && !Objects.equals(rows.get(old)[idColumn], row[idColumn])) {
            old++;
        }
        if (ranking.isFirstOnly()) {
            old = rows.size();
        }
        if (old == rows.size()) {
            append(rows, row, end);
            return;
        }
        Object[] before = rows.get(old);
        int compared = order.compare(row, before);
        if (compared == 0 || !ranking.isNumbered()) {
            add(RowKind.UPDATE_BEFORE, before, old + 1);
            add(RowKind.UPDATE_AFTER, row, old + 1);
            rows.remove(old);
            rows.add(compared == 0 ? old : placeOf(rows, row), row);
            return;
        }
        rows.remove(old);
        int at = placeOf(rows, row);
        rows.add(at, row);
        if (compared < 0) {
            for (int i = at; i < old; i++) {
                add(RowKind.UPDATE_BEFORE, rows.get(i + 1), i + 1);
                if (i == at) {
                    add(RowKind.UPDATE_BEFORE, before, old + 1);
                }
                add(RowKind.UPDATE_AFTER, rows.get(i), i + 1);
            }
            if (at == old) {
                add(RowKind.UPDATE_BEFORE, before, old + 1);
            }
            add(RowKind.UPDATE_AFTER, rows.get(old), old + 1);
        } else {
            add(RowKind.UPDATE_BEFORE, before, old + 1);
            for (int i = old; i < at; i++) {
                add(RowKind.UPDATE_BEFORE, rows.get(i), i + 2);
                add(RowKind.UPDATE_AFTER, rows.get(i), i + 1);
            }
            add(RowKind.UPDATE_AFTER, row, at + 1);
        }
    }

    private void insert(List<Object[]> rows, Object[] row, long end) {
        int at = placeOf(rows, row);
        rows.add(at, row);
        if (at >= end) {
            return;
        }
        if (ranking.isNumbered()) {
            for (int i = at; i + 1 < rows.size() && i < end; i++) {
                add(RowKind.UPDATE_BEFORE, rows.get(i + 1), i + 1);
                add(RowKind.UPDATE_AFTER, rows.get(i), i + 1);
            }
            if (rows.size() <= end) {
                add(RowKind.INSERT, rows.get(rows.size() - 1), rows.size());
            }
        } else {
            if (rows.size() > end) {
                add(RowKind.DELETE, rows.get((int) end), 0);
            }
            add(RowKind.INSERT, row, 0);
        }
    }

    private void retract(List<Object[]> rows, Object[] row, long end) {
        int at = 0;
        while (at < rows.size() && !Arrays.equals(rows.get(at), row)) {
            at++;
        }
        if (at == rows.size()) {
            return;
        }
        Object[] gone = rows.remove(at);
        if (at >= end) {
            return;
        }
        if (!ranking.isNumbered()) {
            add(RowKind.DELETE, gone, 0);
            if (rows.size() >= end) {
                add(RowKind.INSERT, rows.get((int) end - 1), 0);
            }
            return;
        }
        Object[] before = gone;
        int rank = at + 1;
        for (; rank <= end && rank <= rows.size(); rank++) {
            add(RowKind.UPDATE_BEFORE, before, rank);
            add(RowKind.UPDATE_AFTER, rows.get(rank - 1), rank);
            before = rows.get(rank - 1);
        }
        if (rank <= end) {
            add(RowKind.DELETE, before, rank);
        }
    }

    private void add(RowKind kind, Object[] row, long rank) {
        boolean isOutside = ranking.isNumbered() && rank < ranking.start();
        if (!isOutside && (kind != RowKind.UPDATE_BEFORE || ranking.hasUpdateBefore())) {
            changes.add(text(kind, row, rank));
        }
    }

    private String text(RowKind kind, Object[] row, long rank) {
        Row result = new Row(kind, row.length + (ranking.hasRankNumber() ? 1 : 0));
        for (int i = 0; i < row.length; i++) {
            result.setField(i, row[i]);
        }
        if (ranking.hasRankNumber()) {
            result.setField(row.length, rank);
        }
        return result.toString();
    }
}
