package io.weir.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The console's pages, from the class path: {@code /x} is {@code console/x}, {@code /} is {@code console/index.html},
 * and {@code /webjars/x} is a file of a library's jar.
 *
 * <p>Only plain names of known kinds are looked up, so that no path leads anywhere else.
 */
final class StaticPages {
    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z0-9_@-][A-Za-z0-9_@.-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_@.-]*");
    private static final String WEBJARS = "webjars/";
    private static final int NAME_LENGTH_MAX = 200;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private record Page(byte[] bytes, String type) {}

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /** Answers with the page of a path. */
    void serve(Context exchange) throws IOException {
        String path = exchange.path();
        String name = path.equals("/") ? "index.html" : path.substring(1);
        Page page = pages.get(name);
        if (page == null) {
            page = load(name);
            pages.put(name, page);
        }
        // Asked again each time: after an update the old pages must not stay.
        exchange.header("Cache-Control", name.startsWith(WEBJARS) ? "public, max-age=86400" : "no-cache");
        exchange.contentType(page.type).result(page.bytes);
    }

    private static Page load(String name) throws IOException {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null
                || name.length() > NAME_LENGTH_MAX
                || !PLAIN.matcher(name).matches()
                || name.contains("..")) {
            throw ApiException.notFound("There is no page " + name, "See /openapi.json for all paths");
        }
        String resource = name.startsWith(WEBJARS) ? "META-INF/resources/" + name : "console/" + name;
        try (InputStream in = StaticPages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw ApiException.notFound("There is no page " + name, "See /openapi.json for all paths");
            }
            return new Page(in.readAllBytes(), type);
        }
    }
}
