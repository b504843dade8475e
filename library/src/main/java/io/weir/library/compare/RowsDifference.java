package io.weir.library.compare;

import io.weir.flink.PlannedStatement.ResultColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * How two results differ, as multisets.
 *
 * @param equalRows how many rows both have
 * @param keys the keys with different rows, in order
 */
public record RowsDifference(long equalRows, List<Key> keys) {
    /** FLOAT holds seven digits, so that a closer look at it is none. */
    private static final double FLOAT_TOLERANCE_MIN = 1e-6;

    public RowsDifference {
        keys = List.copyOf(keys);
    }

    /**
     * A key whose rows differ.
     *
     * @param cells its cells; none if the result has no key
     * @param left the rows that only the first result has
     * @param right the rows that only the second one has
     */
    public record Key(List<String> cells, List<List<String>> left, List<List<String>> right) {
        public Key {
            cells = List.copyOf(cells);
            left = List.copyOf(left);
            right = List.copyOf(right);
        }
    }

    public boolean isEqual() {
        return keys.isEmpty();
    }

    /** Compares exactly, and takes each row that differs for itself. */
    public static RowsDifference of(List<List<String>> left, List<List<String>> right) {
        return of(left, right, List.of(), new int[0], 0);
    }

    /**
     * Compares.
     *
     * @param columns of both
     * @param key positions of the columns by which rows that differ are put side by side
     * @param tolerance how far DOUBLE and FLOAT values may be apart, relative to the larger; 0 for not at all
     */
    static RowsDifference of(
            List<List<String>> left,
            List<List<String>> right,
            List<ResultColumn> columns,
            int[] key,
            double tolerance) {
        Map<List<String>, Integer> counts = new HashMap<>();
        left.forEach(row -> counts.merge(row, 1, Integer::sum));
        List<List<String>> onlyRight = new ArrayList<>();
        for (List<String> row : right) {
            Integer count = counts.get(row);
            if (count == null) {
                onlyRight.add(row);
            } else if (count == 1) {
                counts.remove(row);
            } else {
                counts.put(row, count - 1);
            }
        }
        long equal = (long) right.size() - onlyRight.size();
        List<List<String>> onlyLeft = new ArrayList<>();
        counts.forEach((row, count) -> onlyLeft.addAll(java.util.Collections.nCopies(count, row)));
        if (tolerance > 0) {
            equal += removeClose(onlyLeft, onlyRight, columns, tolerance);
        }
        return new RowsDifference(equal, byKey(onlyLeft, onlyRight, key));
    }

    private static List<Key> byKey(List<List<String>> left, List<List<String>> right, int[] key) {
        Map<List<String>, List<List<String>>> lefts = new TreeMap<>(CellOrder.ORDER);
        Map<List<String>, List<List<String>>> rights = new TreeMap<>(CellOrder.ORDER);
        left.forEach(row ->
                lefts.computeIfAbsent(pick(row, key), each -> new ArrayList<>()).add(row));
        right.forEach(row -> rights.computeIfAbsent(pick(row, key), each -> new ArrayList<>())
                .add(row));
        Map<List<String>, List<List<String>>> all = new TreeMap<>(CellOrder.ORDER);
        all.putAll(lefts);
        all.putAll(rights);
        List<Key> keys = new ArrayList<>();
        for (List<String> each : all.keySet()) {
            keys.add(new Key(each, sorted(lefts.get(each)), sorted(rights.get(each))));
        }
        return keys;
    }

    private static List<List<String>> sorted(@org.jspecify.annotations.Nullable List<List<String>> rows) {
        return rows == null ? List.of() : rows.stream().sorted(CellOrder.ORDER).toList();
    }

    private static List<String> pick(List<String> row, int[] positions) {
        List<String> picked = new ArrayList<>(positions.length);
        for (int position : positions) {
            picked.add(row.get(position));
        }
        return picked;
    }

    // ---- tolerance
    // -----------------------------------------------------------------------------------------------------

    /** Takes away pairs of rows that are equal but for close numbers; gives how many. */
    private static long removeClose(
            List<List<String>> left, List<List<String>> right, List<ResultColumn> columns, double tolerance) {
        double[] tolerances = new double[columns.size()];
        boolean hasAny = false;
        for (int i = 0; i < tolerances.length; i++) {
            LogicalTypeRoot root = columns.get(i).type().getTypeRoot();
            if (root == LogicalTypeRoot.DOUBLE || root == LogicalTypeRoot.FLOAT) {
                hasAny = true;
                tolerances[i] = root == LogicalTypeRoot.FLOAT ? Math.max(tolerance, FLOAT_TOLERANCE_MIN) : tolerance;
            }
        }
        if (!hasAny || left.isEmpty() || right.isEmpty()) {
            return 0;
        }
        Map<List<String>, List<List<String>>> candidates = new HashMap<>();
        right.forEach(row -> candidates
                .computeIfAbsent(exact(row, tolerances), each -> new ArrayList<>())
                .add(row));
        List<List<String>> different = new ArrayList<>();
        long removed = 0;
        for (List<String> row : left) {
            List<List<String>> same = candidates.getOrDefault(exact(row, tolerances), new ArrayList<>());
            int match = closest(row, same, tolerances);
            if (match < 0) {
                different.add(row);
            } else {
                same.remove(match);
                removed++;
            }
        }
        left.clear();
        left.addAll(different);
        right.clear();
        candidates.values().forEach(right::addAll);
        return removed;
    }

    /** The cells that must be equal. */
    private static List<String> exact(List<String> row, double[] tolerances) {
        List<String> exact = new ArrayList<>();
        for (int i = 0; i < tolerances.length; i++) {
            exact.add(tolerances[i] > 0 ? "" : row.get(i));
        }
        return exact;
    }

    private static int closest(List<String> row, List<List<String>> candidates, double[] tolerances) {
        for (int i = 0; i < candidates.size(); i++) {
            if (isClose(row, candidates.get(i), tolerances)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isClose(List<String> left, List<String> right, double[] tolerances) {
        for (int i = 0; i < tolerances.length; i++) {
            if (tolerances[i] > 0 && !left.get(i).equals(right.get(i))) {
                if (left.get(i).equals("NULL") || right.get(i).equals("NULL")) {
                    return false;
                }
                double a = Double.parseDouble(left.get(i));
                double b = Double.parseDouble(right.get(i));
                double apart = Math.abs(a - b);
                if (!Double.isFinite(apart) || apart > tolerances[i] * Math.max(Math.abs(a), Math.abs(b))) {
                    return false;
                }
            }
        }
        return true;
    }
}
