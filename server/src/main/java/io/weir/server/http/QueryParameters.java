package io.weir.server.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the parameters of a query: a mistake that nobody tells would be answered as if it were not there. */
final class QueryParameters {
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private QueryParameters() {}

    /** Throws if one cannot be read, or if the route has none of its name. */
    static void check(Context exchange, Route route) {
        String query = exchange.queryString();
        if (query == null) {
            return;
        }
        if (BROKEN_ESCAPE.matcher(query).find()) {
            throw ApiException.badRequest(
                    "A percent sign is not followed by two hexadecimal digits",
                    "query " + query,
                    "Write a percent sign as %25; curl does it with -G --data-urlencode 'NAME=VALUE'");
        }
        List<String> known = route.parameters().stream()
                .filter(parameter -> parameter.place() == Route.Place.QUERY)
                .map(Route.Parameter::name)
                .toList();
        // Columns of a view are parameters, too: the route looks at them itself. What is no part of the API is asked by
        // others, who add what they like.
        if (!route.path().startsWith("/api/") || known.stream().anyMatch(name -> name.startsWith("{"))) {
            return;
        }
        for (String name : exchange.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw ApiException.badRequest(
                        "There is no parameter '" + name + "'",
                        exchange.path(),
                        known.isEmpty() ? "Leave it out" : "Those that there are: " + String.join(", ", known));
            }
        }
    }
}
