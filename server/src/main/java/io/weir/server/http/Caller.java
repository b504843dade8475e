package io.weir.server.http;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Who has sent a request, as far as the door knows.
 *
 * @param name what the file of tokens calls it, or {@code local}
 * @param access what it may do
 * @param tables the tables into which it may send events; empty for all. A caller with tables may do nothing else.
 */
public record Caller(String name, Access access, Set<String> tables) {
    /** Whoever reaches a server without tokens: somebody on this machine. */
    static final Caller LOCAL = new Caller("local", Access.ADMIN, Set.of());
    /** Whoever has shown nothing. */
    static final Caller NOBODY = new Caller("nobody", Access.PUBLIC, Set.of());

    private static final String ATTRIBUTE = "weir.caller";

    public Caller {
        tables = Set.copyOf(tables);
    }

    /** Who has sent this request. */
    public static Caller of(Context exchange) {
        Caller caller = exchange.attribute(ATTRIBUTE);
        return caller == null ? NOBODY : caller;
    }

    void enter(Context exchange) {
        exchange.attribute(ATTRIBUTE, this);
    }

    boolean mayUse(Route route, Context exchange) {
        if (route.access() == Access.PUBLIC) {
            return true;
        }
        if (tables.isEmpty()) {
            return access.mayUse(route.access());
        }
        return route.isCollect() && tables.contains(exchange.pathParam("table"));
    }
}
