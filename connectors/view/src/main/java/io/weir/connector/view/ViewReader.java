package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.flink.table.types.logical.RowType;
import org.pcollections.TreePMap;

/**
 * Answers one query: looks at as few rows as the filters of key columns allow, and at one row only if they name it.
 *
 * <p>A page ends with a row, and the next begins behind what that row is ordered by, its key at the end. So it does not
 * matter for the pages that follow what becomes of rows on those before.
 */
final class ViewReader {
    private static final int PLACE_START = Integer.BYTES;
    private static final int FIRST_ROWS_MAX = 1024;

    private final View view;
    private final ViewQuery query;
    private final ViewCodec codec;
    private final ViewConditions conditions;
    private final int[] projected;
    private final int[] orderColumns;
    private final boolean[] isDescending;
    private final RowType resultType;
    /** The row that is looked at. */
    private final Batch scratch;

    private final ByteSink bytes = new ByteSink();

    /** A row that fits, and what it is ordered by. */
    private record Found(byte[] place, byte[] row) {}

    ViewReader(View view, ViewQuery query) {
        this.view = view;
        this.query = query;
        codec = view.codec();
        conditions = new ViewConditions(view, query.filters());
        orderColumns =
                query.order().stream().mapToInt(order -> orderColumn(order)).toArray();
        isDescending = new boolean[orderColumns.length];
        for (int i = 0; i < isDescending.length; i++) {
            isDescending[i] = query.order().get(i).isDescending();
        }
        List<String> names = query.columns();
        if (Set.copyOf(names).size() < names.size()) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "A column is asked for twice",
                    "view " + view.name() + ", columns " + String.join(",", names),
                    "Name each column once",
                    null);
        }
        projected = new int[names.isEmpty() ? view.columns().size() : names.size()];
        List<RowType.RowField> fields = new ArrayList<>();
        for (int i = 0; i < projected.length; i++) {
            projected[i] = names.isEmpty() ? i : ViewConditions.column(view, names.get(i));
            fields.add(view.type().getFields().get(projected[i]));
        }
        resultType = new RowType(fields);
        scratch = codec.batch(1);
        if (query.limit() < 0) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID, "The limit is negative", "view " + view.name(), "Give a number", null);
        }
    }

    private int orderColumn(ViewOrder order) {
        int column = ViewConditions.column(view, order.column());
        if (!OrderedBytes.isOrdered(Columns.kind(view.columns().get(column).type()))) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "Values of type " + view.columns().get(column).type().asSummaryString() + " have no order",
                    "view " + view.name() + ", column " + order.column(),
                    "Order by another column",
                    null);
        }
        return column;
    }

    ViewRows read(ViewContents contents) {
        Batch result = Columns.batch(resultType, Math.min(query.limit(), FIRST_ROWS_MAX));
        Optional<byte[]> last;
        Optional<byte[]> page = query.page().map(this::place);
        if (conditions.isPoint()) {
            byte[] row = contents.rows().get(conditions.point());
            boolean isThere = row != null && fits(row) && page.isEmpty() && query.limit() > 0;
            if (isThere) {
                take(result);
            }
            last = Optional.empty();
        } else if (orderColumns.length == 0) {
            last = readByKey(conditions.range(contents.rows()), page, result);
        } else {
            last = readInOrder(conditions.range(contents.rows()), page, result);
        }
        return new ViewRows(resultType, result, last.map(this::token), contents.freshness());
    }

    /** Where the last row of the page stands, if there are more. */
    private Optional<byte[]> readByKey(TreePMap<byte[], byte[]> rows, Optional<byte[]> page, Batch result) {
        TreePMap<byte[], byte[]> rest = page.isPresent() ? rows.tailMap(page.get(), false) : rows;
        byte[] last = new byte[0];
        for (Map.Entry<byte[], byte[]> entry : rest.entrySet()) {
            if (fits(entry.getValue())) {
                if (result.rowCount() == query.limit()) {
                    return Optional.of(last);
                }
                take(result);
                last = entry.getKey();
            }
        }
        return Optional.empty();
    }

    /** Keeps only the best rows, as many as are wanted and one. */
    private Optional<byte[]> readInOrder(TreePMap<byte[], byte[]> rows, Optional<byte[]> page, Batch result) {
        PriorityQueue<Found> best = new PriorityQueue<>(
                Comparator.comparing(Found::place, ViewContents.ORDER).reversed());
        for (Map.Entry<byte[], byte[]> entry : rows.entrySet()) {
            if (fits(entry.getValue())) {
                byte[] place = place(entry.getKey());
                boolean isBehind = page.isEmpty() || ViewContents.ORDER.compare(place, page.get()) > 0;
                if (isBehind && (best.size() <= query.limit() || isBefore(place, best))) {
                    best.add(new Found(place, entry.getValue()));
                    if (best.size() > query.limit() + 1) {
                        best.remove();
                    }
                }
            }
        }
        boolean hasMore = best.size() > query.limit();
        if (hasMore) {
            best.remove();
        }
        List<Found> found = new ArrayList<>(best);
        found.sort(Comparator.comparing(Found::place, ViewContents.ORDER));
        for (Found each : found) {
            decode(each.row());
            take(result);
        }
        return hasMore && !found.isEmpty()
                ? Optional.of(found.get(found.size() - 1).place())
                : Optional.empty();
    }

    private static boolean isBefore(byte[] place, PriorityQueue<Found> best) {
        Found worst = best.peek();
        return worst == null || ViewContents.ORDER.compare(place, worst.place()) < 0;
    }

    /** What the row that is looked at is ordered by. */
    private byte[] place(byte[] key) {
        bytes.clear();
        for (int i = 0; i < orderColumns.length; i++) {
            OrderedBytes.append(scratch.column(orderColumns[i]), 0, isDescending[i], bytes);
        }
        bytes.append(key);
        return Arrays.copyOf(bytes.bytes(), bytes.length());
    }

    private boolean fits(byte[] row) {
        decode(row);
        return conditions.fit(scratch);
    }

    private void decode(byte[] row) {
        scratch.reset();
        codec.append(row, scratch);
    }

    private void take(Batch result) {
        int at = result.rowCount();
        for (int i = 0; i < projected.length; i++) {
            Column column = result.column(i);
            column.ensureCapacity(at + 1);
            column.set(at, scratch.column(projected[i]), 0);
        }
        result.setRowCount(at + 1);
    }

    // ---- pages
    // -------------------------------------------------------------------------------------------------------

    /** What a page is good for: the same order of the same view. */
    private int mark() {
        return (view.name() + query.order() + codec.schema()).hashCode();
    }

    private String token(byte[] place) {
        bytes.clear();
        bytes.appendInt(mark());
        bytes.append(place);
        byte[] token = Arrays.copyOf(bytes.bytes(), bytes.length());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private byte[] place(String token) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(token);
            bytes.clear();
            bytes.appendInt(mark());
            if (decoded.length >= PLACE_START
                    && Arrays.equals(decoded, 0, PLACE_START, bytes.bytes(), 0, PLACE_START)) {
                return Arrays.copyOfRange(decoded, PLACE_START, decoded.length);
            }
            throw wrongPage(null);
        } catch (IllegalArgumentException e) {
            throw wrongPage(e);
        }
    }

    private WeirException wrongPage(@org.jspecify.annotations.Nullable Throwable cause) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "This page is none of this query",
                "view " + view.name(),
                "Give the page that the answer before has named, with the same order, or none to begin anew",
                cause);
    }
}
