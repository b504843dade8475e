package io.weir.connector.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be read of a view.
 *
 * @param filters all of them must fit
 * @param order by what rows are ordered, the first column deciding; behind it, and without it, the order of the keys,
 *     of an append-only view the order of arrival
 * @param columns the columns that are wanted, in this order; all if there are none
 * @param limit the number of rows at which the answer ends
 * @param page where the answer goes on: {@link ViewRows#nextPage} of the one before
 */
public record ViewQuery(
        List<ViewFilter> filters, List<ViewOrder> order, List<String> columns, int limit, Optional<String> page) {
    /** The number of rows of an answer that asks for no other. */
    public static final int LIMIT_DEFAULT = 100;

    /** The first rows, in the order of their keys. */
    public static final ViewQuery ALL = new ViewQuery(List.of(), List.of(), List.of(), LIMIT_DEFAULT, Optional.empty());

    public ViewQuery {
        filters = List.copyOf(filters);
        order = List.copyOf(order);
        columns = List.copyOf(columns);
    }

    /** With one filter more. */
    public ViewQuery where(String column, ViewFilter.Operator operator, String value) {
        List<ViewFilter> more = new ArrayList<>(filters);
        more.add(new ViewFilter(column, operator, value));
        return new ViewQuery(more, order, columns, limit, page);
    }

    /** With one column more to order by. */
    public ViewQuery orderBy(String column, boolean isDescending) {
        List<ViewOrder> more = new ArrayList<>(order);
        more.add(new ViewOrder(column, isDescending));
        return new ViewQuery(filters, more, columns, limit, page);
    }

    /** With these columns only. */
    public ViewQuery select(String... names) {
        return new ViewQuery(filters, order, List.of(names), limit, page);
    }

    /** With another limit. */
    public ViewQuery withLimit(int rows) {
        return new ViewQuery(filters, order, columns, rows, page);
    }

    /** Behind another answer. */
    public ViewQuery after(String nextPage) {
        return new ViewQuery(filters, order, columns, limit, Optional.of(nextPage));
    }
}
