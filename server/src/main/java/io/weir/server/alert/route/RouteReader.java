package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.alert.book.Matchers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.util.TimeUtils;

/**
 * Reads routes from the configuration: {@code weir.alert.route.<name>.<option>}. A value that is a secret can be named
 * instead of written: {@code .url-file}, {@code .key-env}.
 */
public final class RouteReader {
    /** With what the keys of routes begin. */
    public static final String PREFIX = "weir.alert.route.";

    private final String name;
    private final Map<String, String> values;
    private final Function<String, Optional<String>> environment;
    private final Set<String> asked = new HashSet<>();

    private RouteReader(String name, Map<String, String> values, Function<String, Optional<String>> environment) {
        this.name = name;
        this.values = values;
        this.environment = environment;
    }

    /**
     * All routes, by name.
     *
     * @param environment gives the variables of the environment
     * @throws WeirException for an option that is wrong
     */
    public static List<RouteSettings> read(
            Map<String, String> configuration, Function<String, Optional<String>> environment) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        configuration.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                String rest = key.substring(PREFIX.length());
                int dot = rest.indexOf('.');
                if (dot <= 0) {
                    throw new WeirException(
                            ErrorCode.OPTION_INVALID,
                            "there is no such key",
                            "configuration '" + key + "'",
                            "Write " + PREFIX + "<name>.type and so on",
                            null);
                }
                byName.computeIfAbsent(rest.substring(0, dot), route -> new TreeMap<>())
                        .put(rest.substring(dot + 1), value.strip());
            }
        });
        List<RouteSettings> routes = new ArrayList<>();
        byName.forEach((route, values) -> routes.add(new RouteReader(route, values, environment).read()));
        return routes;
    }

    private RouteSettings read() {
        RouteSettings.Type type = type();
        Secret url = secret("url").orElse(new Secret(type.url()));
        if (url.isEmpty() && type != RouteSettings.Type.LOG) {
            throw invalid("url", "it is missing", "Set it, or url-file or url-env");
        }
        Secret key = secret("key").orElse(Secret.NONE);
        if (key.isEmpty() && type == RouteSettings.Type.PAGERDUTY) {
            throw invalid("key", "it is missing: PagerDuty's integration key", "Set it, or key-file or key-env");
        }
        Map<String, String> matchers = new TreeMap<>();
        values.forEach((option, value) -> {
            if (option.startsWith("match.")) {
                asked.add(option);
                matchers.put(option.substring("match.".length()), value);
            }
        });
        RouteSettings settings = new RouteSettings(
                name,
                type,
                uri(url),
                key,
                secret("signature").orElse(Secret.NONE),
                value("severity", Severity.INFO, Severity::of, "info, warning, error or critical"),
                new Matchers(matchers),
                value("group-by", type.groupBy(), RouteReader::names, "names of labels between commas"),
                duration("group-wait", type.groupWait()),
                duration("group-interval", type.groupInterval()),
                duration("repeat", type.repeat()),
                value("send-resolved", true, RouteReader::flag, "true or false"),
                duration("timeout", Duration.ofSeconds(10)),
                duration("retry-for", Duration.ofMinutes(15)));
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(asked);
        if (!unknown.isEmpty()) {
            throw invalid(unknown.iterator().next(), "there is no such option", "They are: " + new TreeSet<>(asked));
        }
        return settings;
    }

    private RouteSettings.Type type() {
        Optional<String> text = text("type");
        if (text.isEmpty()) {
            throw invalid("type", "it is missing", "Set it to pagerduty, alertmanager, slack, webhook or log");
        }
        return Arrays.stream(RouteSettings.Type.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text.get()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        "type",
                        "'" + text.get() + "' is none",
                        "They are: pagerduty, alertmanager, slack, webhook, log"));
    }

    private URI uri(Secret url) {
        try {
            URI uri = new URI(url.reveal());
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (url.isEmpty() || (isHttp && uri.getHost() != null)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message has the URL in it, which may be a secret.
        }
        throw invalid("url", "it is no http:// or https:// URL", "");
    }

    private Optional<String> text(String option) {
        asked.add(option);
        return Optional.ofNullable(values.get(option));
    }

    /** The value itself, or what stands in the file or the variable that is named. */
    private Optional<Secret> secret(String option) {
        Optional<String> given = text(option);
        Optional<String> file = text(option + "-file");
        Optional<String> variable = text(option + "-env");
        if (file.isPresent()) {
            try {
                given = Optional.of(Files.readString(Path.of(file.get())).strip());
            } catch (IOException e) {
                throw invalid(option + "-file", "the file " + file.get() + " cannot be read", "");
            }
        } else if (variable.isPresent()) {
            given = Optional.of(environment
                    .apply(variable.get())
                    .orElseThrow(
                            () -> invalid(option + "-env", "the environment has no variable " + variable.get(), "")));
        }
        return given.map(Secret::new);
    }

    private <T> T value(String option, T otherwise, Function<String, Optional<T>> parser, String expected) {
        Optional<String> text = text(option);
        return text.isEmpty()
                ? otherwise
                : parser.apply(text.get())
                        .orElseThrow(() -> invalid(option, "'" + text.get() + "' is not " + expected, ""));
    }

    private Duration duration(String option, Duration otherwise) {
        return value(option, otherwise, RouteReader::duration, "a duration such as '30 s' or '5 min'");
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(TimeUtils.parseDuration(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> names(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return names.stream().anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(names);
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private WeirException invalid(String option, String what, String hint) {
        return new WeirException(
                ErrorCode.OPTION_INVALID, what, "configuration '" + PREFIX + name + "." + option + "'", hint, null);
    }
}
