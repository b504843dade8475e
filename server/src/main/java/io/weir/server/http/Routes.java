package io.weir.server.http;

import java.util.List;

/**
 * The routes of one part of the server.
 *
 * <p>To add a part: make a class that implements this in a package of the part's own (such as
 * {@code io.weir.server.view.ViewRoutes}), give what it needs to its constructor, and add it to the list in
 * {@code io.weir.server.ServerRoutes}. The table that its routes make is what is served, what is checked at the door,
 * and what {@code /openapi.json} describes:
 *
 * <pre>{@code
 * record Answer(List<Item> items) {}
 *
 * public List<Route> routes() {
 *     return List.of(
 *             Route.get("/api/v1/items", Access.READ, "All items")
 *                     .query("limit", "integer", "how many at most")
 *                     .json(Answer.class, exchange -> new Answer(items(exchange.queryParam("limit")))),
 *             Route.post("/api/v1/items/{name}/close", Access.WRITE, "Closes an item")
 *                     .json(Answer.class, exchange -> close(exchange.pathParam("name"))),
 *             Route.get("/items.txt", Access.READ, "All items as text")
 *                     .raw("text/plain", exchange -> exchange.result(text())));
 * }
 * }</pre>
 *
 * <p>Answers are records, whose components become the fields of the JSON; an unknown number is a null {@code Long},
 * {@code Double} or the like, a time an {@link java.time.Instant}. What goes wrong is thrown: {@link ApiException}, or
 * any {@link io.weir.plan.WeirException}.
 */
public interface Routes {
    /** All routes of this part. */
    List<Route> routes();
}
