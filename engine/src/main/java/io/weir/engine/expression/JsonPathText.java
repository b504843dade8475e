package io.weir.engine.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a path of SQL's JSON functions, without the mode {@code lax} or {@code strict}, which is the default.
 *
 * @param isLax whether what is missing or broken counts as empty instead of as an error
 */
record JsonPathText(boolean isLax, String path) {
    private static final Pattern MODE = Pattern.compile(
            "^\\s*(strict|lax)\\s+(.+)$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE);

    static JsonPathText of(String text) {
        Matcher mode = MODE.matcher(text);
        return mode.matches()
                ? new JsonPathText(mode.group(1).equalsIgnoreCase("lax"), mode.group(2))
                : new JsonPathText(false, text);
    }
}
