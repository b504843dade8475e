package io.weir.server.http;

import java.util.List;
import java.util.Locale;

/** The routes by which a browser shows its token once, and forgets it. */
final class SessionRoutes implements Routes {
    private static final String PATH = "/api/v1/session";

    /** What somebody shows. */
    record Login(String token) {}

    /**
     * Who somebody is.
     *
     * @param role {@code public} for somebody who has shown nothing yet
     * @param needsToken whether there is anything to be had with a token
     */
    record Session(String name, String role, boolean needsToken) {}

    private final Door door;

    SessionRoutes(Door door) {
        this.door = door;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.PUBLIC, "Who the caller is, and whether a token is needed")
                        .json(Session.class, exchange -> session(door.look(exchange))),
                Route.post(PATH, Access.PUBLIC, "Begins a browser's session: a token is changed for a cookie")
                        .body(Login.class, "the token")
                        .json(
                                Session.class,
                                exchange -> session(door.begin(
                                        exchange,
                                        Json.read(exchange, Login.class).token()))),
                Route.delete(PATH, Access.PUBLIC, "Ends a browser's session").json(Session.class, exchange -> {
                    door.end(exchange);
                    return session(door.hasTokens() ? Caller.NOBODY : Caller.LOCAL);
                }));
    }

    private Session session(Caller caller) {
        return new Session(caller.name(), caller.access().name().toLowerCase(Locale.ROOT), door.hasTokens());
    }
}
