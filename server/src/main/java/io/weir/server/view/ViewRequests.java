package io.weir.server.view;

import io.javalin.http.Context;
import io.weir.connector.view.View;
import io.weir.connector.view.ViewFilter;
import io.weir.connector.view.ViewOrder;
import io.weir.connector.view.ViewQuery;
import io.weir.server.http.ApiException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is asked of a view from the parameters of a request. */
final class ViewRequests {
    /** More rows are had page by page, or as a stream. */
    static final int LIMIT_MAX = 10_000;

    /** Parameters that are no columns; a column of such a name is asked with its comparison: {@code order.eq}. */
    private static final Set<String> WORDS = Set.of("order", "limit", "after", "columns", "format");

    private ViewRequests() {}

    static ViewQuery query(Context exchange, View view) {
        List<ViewFilter> filters = new ArrayList<>();
        Map<String, List<String>> parameters = exchange.queryParamMap();
        parameters.forEach((name, values) -> {
            if (!WORDS.contains(name)) {
                values.forEach(value -> filters.add(filter(view, name, value)));
            }
        });
        return new ViewQuery(
                filters,
                order(one(parameters, "order")),
                list(one(parameters, "columns")),
                limit(one(parameters, "limit")),
                one(parameters, "after"));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ApiException.badRequest("There are " + values.size() + " of this", "parameter " + name, "Give one");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static List<String> list(Optional<String> text) {
        return text.map(names -> Arrays.asList(names.split(","))).orElse(List.of());
    }

    private static List<ViewOrder> order(Optional<String> text) {
        return list(text).stream()
                .map(name -> name.startsWith("-") ? new ViewOrder(name.substring(1), true) : new ViewOrder(name, false))
                .toList();
    }

    private static int limit(Optional<String> text) {
        if (text.isEmpty()) {
            return ViewQuery.LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text.get());
            if (limit >= 0 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw wrongLimit(text.get());
        }
        throw wrongLimit(text.get());
    }

    private static ApiException wrongLimit(String text) {
        return ApiException.badRequest(
                "'" + text + "' is no number of rows", "parameter limit", "Give one from 0 to " + LIMIT_MAX);
    }

    /** A column's name, or one with an operator behind it: {@code price.gte}. */
    private static ViewFilter filter(View view, String name, String value) {
        int dot = name.lastIndexOf('.');
        if (hasColumn(view, name) || dot < 0) {
            if (!hasColumn(view, name)) {
                throw unknown(view, name, name);
            }
            return new ViewFilter(name, ViewFilter.Operator.EQ, value);
        }
        String column = name.substring(0, dot);
        if (!hasColumn(view, column)) {
            throw unknown(view, name, column);
        }
        String word = name.substring(dot + 1);
        ViewFilter.Operator operator = ViewFilter.Operator.of(word)
                .orElseThrow(() -> ApiException.badRequest(
                        "There is no comparison '" + word + "'",
                        "parameter " + name,
                        "Those that there are: "
                                + Arrays.stream(ViewFilter.Operator.values())
                                        .map(ViewFilter.Operator::word)
                                        .collect(Collectors.joining(", "))));
        return new ViewFilter(column, operator, value);
    }

    private static boolean hasColumn(View view, String name) {
        return view.columns().stream().anyMatch(column -> column.name().equals(name));
    }

    private static ApiException unknown(View view, String parameter, String column) {
        return ApiException.badRequest(
                "The view '" + view.name() + "' has no column '" + column + "'",
                "parameter " + parameter,
                "Its columns: "
                        + view.columns().stream().map(known -> known.name()).collect(Collectors.joining(", ")));
    }
}
