package io.weir.server.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that stand in a script, so that they can be kept out of everything that is shown: the values of options
 * whose names say so ({@code password}, {@code secret}, {@code token}, {@code sasl.jaas.config}, {@code access-key} …),
 * and passwords inside of addresses.
 */
public final class Secrets {
    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private static final Pattern WORD =
            Pattern.compile("password|passwd|passphrase|secret|token|credential|jaas|auth\\.info|apikey|authorization");
    private static final Pattern LAST_KEY = Pattern.compile("(?:^|[._-])keys?$");
    private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)([^/@\\s':]*):([^/@\\s']+)@");
    private static final Pattern IN_QUERY =
            Pattern.compile("(?i)((?:password|passwd|secret|token|sslpassword|api_?key)=)([^&;'\\s]+)");
    /** Shorter ones stand in other words, which would become unreadable. */
    private static final int LENGTH_MIN = 4;

    private final List<String> values;

    private Secrets(Set<String> values) {
        // Longer ones first, for one may be part of another.
        this.values = values.stream()
                .filter(value -> value.length() >= LENGTH_MIN)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The secrets of a script, and of options that were given with it. */
    public static Secrets of(String sql, Map<String, String> configuration) {
        Set<String> values = new LinkedHashSet<>();
        for (Option option : options(sql)) {
            String value = sql.substring(option.from, option.to).replace("''", "'");
            if (isSecret(option.name)) {
                values.add(value);
            }
            addFromAddress(value, values);
        }
        configuration.forEach((key, value) -> {
            if (isSecret(key)) {
                values.add(value);
            }
            addFromAddress(value, values);
        });
        return new Secrets(values);
    }

    /** {@code 'name' = 'value'} in a text: the name, and where the value stands, without its quotes. */
    private record Option(String name, int from, int to) {}

    /** All options; cut by hand, because a value may be longer than a regular expression can match. */
    private static List<Option> options(String text) {
        List<Option> options = new ArrayList<>();
        @Nullable String name = null;
        int nameEnd = -1;
        int at = nextQuote(text, 0);
        while (at >= 0) {
            int end = quoteEnd(text, at + 1);
            if (end < 0) {
                break;
            }
            boolean isValue =
                    name != null && text.substring(nameEnd, at).strip().equals("=");
            if (name != null && isValue) {
                options.add(new Option(name, at + 1, end));
            }
            name = isValue ? null : text.substring(at + 1, end);
            nameEnd = end + 1;
            at = nextQuote(text, nameEnd);
        }
        return options;
    }

    /** The next quote that stands in no comment. */
    private static int nextQuote(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (text.charAt(at) == '\'') {
                return at;
            }
            if (text.startsWith("--", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? text.length() : close + 2;
            } else {
                at++;
            }
        }
        return -1;
    }

    /** Where the quote ends that begins before this; a doubled one is part of the text. */
    private static int quoteEnd(String text, int from) {
        int at = text.indexOf('\'', from);
        while (at >= 0 && at + 1 < text.length() && text.charAt(at + 1) == '\'') {
            at = text.indexOf('\'', at + 2);
        }
        return at;
    }

    private static void addFromAddress(String value, Set<String> values) {
        Matcher address = IN_ADDRESS.matcher(value);
        while (address.find()) {
            values.add(address.group(2));
        }
        Matcher query = IN_QUERY.matcher(value);
        while (query.find()) {
            values.add(query.group(2));
        }
    }

    /** Whether the value of an option of this name is one. */
    static boolean isSecret(String option) {
        String name = option.toLowerCase(Locale.ROOT);
        return WORD.matcher(name).find() || LAST_KEY.matcher(name).find();
    }

    /** A text without the secrets, and without the values of options that hold any. */
    public String mask(String text) {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (Option option : options(text)) {
            if (isSecret(option.name)) {
                masked.append(text, at, option.from).append(MASK);
                at = option.to;
            }
        }
        masked.append(text, at, text.length());
        String all = IN_ADDRESS.matcher(masked).replaceAll("$1:" + Matcher.quoteReplacement(MASK) + "@");
        all = IN_QUERY.matcher(all).replaceAll("$1" + Matcher.quoteReplacement(MASK));
        for (String value : values) {
            all = all.replace(value.replace("'", "''"), MASK).replace(value, MASK);
        }
        return all;
    }
}
