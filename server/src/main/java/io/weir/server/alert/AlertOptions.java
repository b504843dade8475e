package io.weir.server.alert;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.alert.route.RouteReader;
import io.weir.server.alert.route.RouteSettings;
import io.weir.server.health.HealthOption;
import io.weir.server.health.HealthSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/**
 * What a server is told about alerts: by its configuration, and by a file of properties that {@code weir.alert.file}
 * names, so that keys need not stand on a command line. What the configuration says wins.
 *
 * @param health how the rules are set
 * @param routes the ways to people; without any, the log
 * @param folder where alerts and silences are kept
 * @param intervalMillis how often the rules are evaluated
 * @param url where the server is, for links; "" for what it finds itself
 */
public record AlertOptions(
        HealthSettings health, List<RouteSettings> routes, Path folder, long intervalMillis, String url) {
    private static final String FILE = HealthSettings.PREFIX + "file";
    private static final String DIR = HealthSettings.PREFIX + "dir";
    private static final String INTERVAL = HealthSettings.PREFIX + "interval";
    private static final String URL = HealthSettings.PREFIX + "url";
    private static final String INTERVAL_STANDARD = "5 s";

    /** The keys that are there once for a server, for the reference page. */
    static final List<HealthOption> OPTIONS = List.of(
            new HealthOption(FILE, "none", "a file of properties with further `weir.alert.` keys, for keys and URLs"),
            new HealthOption(DIR, "`.alerts` in the state's folder", "where alerts and silences are kept"),
            new HealthOption(INTERVAL, INTERVAL_STANDARD, "how often the rules are evaluated"),
            new HealthOption(URL, "`http://localhost:<port>`", "where people find the server, for links"));

    public AlertOptions {
        routes = List.copyOf(routes);
    }

    /**
     * Reads the options.
     *
     * @param configuration options as SET would give them
     * @param state the server's place for state: a folder, or something else that is no folder of this machine
     * @param environment gives the variables of the environment
     * @throws WeirException for one that is wrong, or a file that cannot be read
     */
    public static AlertOptions read(
            Map<String, String> configuration, Optional<String> state, Function<String, Optional<String>> environment) {
        Map<String, String> all = new TreeMap<>();
        String file = configuration.get(FILE);
        if (file != null) {
            all.putAll(properties(Path.of(file)));
        }
        all.putAll(configuration);
        List<RouteSettings> routes = RouteReader.read(all, environment);
        if (routes.isEmpty()) {
            routes = List.of(RouteSettings.of("log", RouteSettings.Type.LOG, ""));
        }
        String dir = all.get(DIR);
        Path home = Path.of(state.filter(place -> !place.contains("://")).orElse(".weir"));
        return new AlertOptions(
                HealthSettings.of(all),
                routes,
                dir == null ? home.resolve(".alerts") : Path.of(dir),
                interval(all.getOrDefault(INTERVAL, INTERVAL_STANDARD)),
                withoutSlash(all.getOrDefault(URL, "")));
    }

    /** The configuration without what only the server needs: pipelines need no keys of routes. */
    public static Map<String, String> withoutRoutes(Map<String, String> configuration) {
        Map<String, String> rest = new TreeMap<>(configuration);
        rest.keySet().removeIf(key -> key.startsWith(RouteReader.PREFIX));
        return rest;
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.IO_NOT_FOUND,
                    "the file of alerts' options cannot be read: " + e.getMessage(),
                    file.toString(),
                    "Set '" + FILE + "' to a file of lines key=value",
                    e);
        }
        Map<String, String> values = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (!key.startsWith(HealthSettings.PREFIX)) {
                throw new WeirException(
                        ErrorCode.OPTION_UNKNOWN,
                        "the key '" + key + "' does not begin with " + HealthSettings.PREFIX,
                        file.toString(),
                        "",
                        null);
            }
            values.put(key, properties.getProperty(key));
        }
        return values;
    }

    private static long interval(String text) {
        try {
            long millis = TimeUtils.parseDuration(text).toMillis();
            if (millis > 0) {
                return millis;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + text + "' is no duration such as '5 s'",
                "configuration '" + INTERVAL + "'",
                "",
                null);
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
