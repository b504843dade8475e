package io.weir.server.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import io.weir.engine.time.Clock;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides who comes in, before anything of a request is looked at.
 *
 * <p><b>Who.</b> With a file of tokens, a request shows one ({@code Authorization: Bearer}) or the cookie of a session
 * that was begun with one. Without, everybody is let in who reaches an address of this machine, and no other is
 * listened on.
 *
 * <p><b>Pages of others.</b> A browser sends requests for any page that it shows. So a request must name a host that is
 * this server's (a page elsewhere whose name leads here does not), one that changes something must come from a page of
 * this server (its origin says so) and carry {@code X-Weir-Request}, which only such a page can set. Pages of origins
 * that were named may read and send events, never with a cookie.
 */
final class Door {
    static final String COOKIE = "weir_session";
    private static final String MARK = "X-Weir-Request";
    private static final String BEARER = "Bearer ";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()");

    private final Optional<TokenFile> tokens;
    private final Sessions sessions;
    private final FailedLogins failures;
    private final Set<String> hosts;
    private final Set<String> origins;
    private final boolean checksHost;
    private final boolean isSecure;

    /**
     * Makes a door.
     *
     * @throws WeirException if the options would let in everybody of a network, or the tokens cannot be read
     */
    Door(HttpOptions options, Clock clock) {
        boolean isLocal = isLoopback(options.host());
        if (!isLocal && options.tokens().isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "Listening on " + options.host() + " without tokens would let in everybody who can reach it",
                    "",
                    "Give a file of tokens with --tokens, or listen on 127.0.0.1",
                    null);
        }
        tokens = options.tokens().map(TokenFile::new);
        sessions = new Sessions(clock);
        failures = new FailedLogins(clock);
        hosts = new HashSet<>(LOOPBACK);
        hosts.add(options.host().toLowerCase(Locale.ROOT));
        hosts.addAll(options.hosts());
        origins = Set.copyOf(options.origins());
        checksHost = isLocal || !options.hosts().isEmpty();
        isSecure = options.tls().isPresent();
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.contains(host) || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    /** For every request, whether there is something at its path or not. */
    void enter(Context exchange) {
        HEADERS.forEach(exchange::header);
        if (isSecure) {
            exchange.header("Strict-Transport-Security", "max-age=31536000");
        }
        if (!exchange.path().startsWith("/webjars/")) {
            exchange.header("Cache-Control", "no-store");
        }
        String host = host(exchange);
        if (checksHost && !hosts.contains(host)) {
            throw new ApiException(
                    403,
                    "HOST_UNKNOWN",
                    "This server is not called '" + host + "'",
                    "header Host",
                    "Use the address that it listens on, or name this one with --allow-host");
        }
        String origin = exchange.header("Origin");
        if (origin != null && origins.contains(origin)) {
            exchange.header("Access-Control-Allow-Origin", origin);
            exchange.header("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (!origins.isEmpty()) {
            exchange.header("Vary", "Origin");
        }
    }

    /** For a request that a route answers: lets it pass, or throws. */
    void admit(Context exchange, Route route) {
        Optional<String> bearer = bearer(exchange);
        checkOrigin(exchange, route, bearer.isPresent());
        Caller caller = caller(exchange, bearer);
        if (!caller.mayUse(route, exchange)) {
            if (caller.equals(Caller.NOBODY)) {
                exchange.header("WWW-Authenticate", "Bearer");
                throw new ApiException(
                        401, "TOKEN_MISSING", "This needs a token", "", "Send it as 'Authorization: Bearer TOKEN'");
            }
            throw new ApiException(
                    403,
                    "NOT_ALLOWED",
                    "The token '" + caller.name() + "' may not do this",
                    exchange.path(),
                    "This needs the role " + route.access().name().toLowerCase(Locale.ROOT));
        }
        caller.enter(exchange);
    }

    private void checkOrigin(Context exchange, Route route, boolean hasBearer) {
        if (!route.changesSomething()) {
            return;
        }
        String origin = exchange.header("Origin");
        boolean isOwn = origin == null || isOwn(origin, exchange);
        boolean isNamed = route.isCollect() && origin != null && origins.contains(origin);
        if (!isOwn && !isNamed) {
            throw new ApiException(
                    403,
                    "ORIGIN_UNKNOWN",
                    "A page of " + shown(origin) + " may not do this",
                    "header Origin",
                    route.isCollect() ? "Name the origin with --cors" : "Do it from the console, or with a token");
        }
        boolean isBrowser =
                origin != null || exchange.header("Sec-Fetch-Site") != null || exchange.cookie(COOKIE) != null;
        if (isBrowser && !hasBearer && !route.isCollect() && exchange.header(MARK) == null) {
            throw new ApiException(
                    403,
                    "MARK_MISSING",
                    "The header " + MARK + " is missing",
                    "header " + MARK,
                    "A browser's page sends '" + MARK + ": 1' with what changes something");
        }
    }

    private static String shown(@Nullable String text) {
        String all = String.valueOf(text);
        return all.length() > 100 ? all.substring(0, 100) : all;
    }

    /** Whether an origin is this server under the name by which it was called. */
    private static boolean isOwn(String origin, Context exchange) {
        String host = exchange.header("Host");
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    /** The name by which the server was called, without the port. */
    private static String host(Context exchange) {
        String host = exchange.header("Host");
        if (host == null) {
            return "";
        }
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return shown((hasPort ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT));
    }

    private static Optional<String> bearer(Context exchange) {
        String header = exchange.header("Authorization");
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Caller caller(Context exchange, Optional<String> bearer) {
        if (tokens.isEmpty()) {
            return Caller.LOCAL;
        }
        if (bearer.isPresent()) {
            return login(exchange, bearer.get());
        }
        String cookie = exchange.cookie(COOKIE);
        boolean isOther =
                exchange.header("Origin") != null && !isOwn(String.valueOf(exchange.header("Origin")), exchange);
        return cookie == null || isOther ? Caller.NOBODY : sessions.find(cookie).orElse(Caller.NOBODY);
    }

    /** Who has this token; throws if nobody has, or too many wrong ones have come from there. */
    private Caller login(Context exchange, String token) {
        String address = exchange.ip();
        long wait = failures.waitMillis(address);
        if (wait > 0) {
            exchange.header("Retry-After", String.valueOf((wait + 999) / 1000));
            throw new ApiException(
                    429, "TOO_MANY_FAILURES", "Too many wrong tokens have come from here", "", "Wait a minute");
        }
        Optional<Caller> found = tokens.flatMap(file -> file.find(token));
        if (found.isEmpty()) {
            failures.add(address);
            exchange.header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            throw new ApiException(401, "TOKEN_UNKNOWN", "This token is not known here", "", "Look for a typing error");
        }
        return found.get();
    }

    /** Whether there are tokens at all. */
    boolean hasTokens() {
        return tokens.isPresent();
    }

    /** Begins a session with a token, and gives the browser its cookie. */
    Caller begin(Context exchange, String token) {
        if (tokens.isEmpty()) {
            return Caller.LOCAL;
        }
        Caller caller = login(exchange, token);
        Cookie cookie = new Cookie(COOKIE, sessions.begin(caller));
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(isSecure);
        cookie.setMaxAge(Sessions.SECONDS_MAX);
        cookie.setSameSite(SameSite.STRICT);
        exchange.cookie(cookie);
        return caller;
    }

    /** Ends the session of a request, if it has one. */
    void end(Context exchange) {
        String cookie = exchange.cookie(COOKIE);
        if (cookie != null) {
            sessions.end(cookie);
        }
        exchange.removeCookie(COOKIE, "/");
    }

    /** Who a request is from, as {@link #admit} would say; for routes that everybody may use. */
    Caller look(Context exchange) {
        return caller(exchange, bearer(exchange));
    }

    /** Answers the question of a browser whether a page of another origin may do something. */
    void preflight(Context exchange, boolean isCollect) {
        String origin = exchange.header("Origin");
        if (origin == null || !origins.contains(origin)) {
            throw new ApiException(
                    403, "ORIGIN_UNKNOWN", "A page of " + shown(origin) + " may not do this", "header Origin", "");
        }
        exchange.header("Access-Control-Allow-Methods", isCollect ? "GET, POST" : "GET");
        exchange.header("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
        exchange.header("Access-Control-Max-Age", "600");
        exchange.status(204);
    }
}
