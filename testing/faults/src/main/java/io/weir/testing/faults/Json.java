package io.weir.testing.faults;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers from flat JSON objects; a parser of its own, so that the oracle shares nothing with Weir. */
final class Json {
    private Json() {}

    /** The number of a field. */
    static long number(String object, String field) {
        Matcher matcher = Pattern.compile("\"" + field + "\"\\s*:\\s*(-?\\d+)").matcher(object);
        if (!matcher.find()) {
            throw new IllegalStateException("no number " + field + " in " + object);
        }
        return Long.parseLong(matcher.group(1));
    }
}
