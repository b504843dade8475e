package io.weir.server;

import io.weir.server.http.Access;
import io.weir.server.http.Route;
import io.weir.server.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the console's pages must know before anything else. */
public final class ConsoleRoutes implements Routes {
    /** The option that names the table for what visitors of the console do; only the demo sets it. */
    public static final String VISITOR_TABLE = "console.visitor-table";

    /**
     * What is asked of the pages.
     *
     * @param visitorTable the table that takes what visitors do in the console; null outside of the demo
     */
    public record Settings(@Nullable String visitorTable) {}

    private final Settings settings;

    /** @param configuration what the server was started with */
    public ConsoleRoutes(Map<String, String> configuration) {
        settings = new Settings(configuration.get(VISITOR_TABLE));
    }

    /** Options without those of the console, which are none of the pipelines'. */
    public static Map<String, String> withoutOwn(Map<String, String> configuration) {
        Map<String, String> others = new TreeMap<>(configuration);
        others.remove(VISITOR_TABLE);
        return others;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/console", Access.READ, "What is asked of the console's pages")
                .json(Settings.class, exchange -> settings));
    }
}
