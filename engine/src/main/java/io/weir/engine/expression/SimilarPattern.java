package io.weir.engine.expression;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Locale;
import java.util.Map;

/** Patterns of SIMILAR TO as Java's regular expressions; SQL:2003, part 2, section 8.6. */
final class SimilarPattern {
    private static final String SQL_SPECIALS = "[]()|^-+*_%?{}";
    private static final String JAVA_SPECIALS = "[]()|^-+*?{}$\\.";
    private static final Map<String, String> CLASSES = Map.of(
            "ALPHA", "\\p{Alpha}",
            "UPPER", "\\p{Upper}",
            "LOWER", "\\p{Lower}",
            "DIGIT", "\\d",
            "SPACE", " ",
            "WHITESPACE", "\\s",
            "ALNUM", "\\p{Alnum}");

    private SimilarPattern() {}

    /**
     * The pattern as one of Java's.
     *
     * @param escape the character that takes the meaning of the next one away, or 0
     */
    static String toRegex(String pattern, char escape) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == escape && escape != 0) {
                i++;
                appendEscaped(pattern, i, escape, regex);
                continue;
            }
            switch (c) {
                case '_' -> regex.append('.');
                case '%' -> regex.append("(?s:.*)");
                case '[' -> i = appendEnumeration(pattern, i, escape, regex);
                case ']' -> throw invalid(pattern);
                case '\\', '$' -> regex.append('\\').append(c);
                default -> regex.append(c);
            }
        }
        return regex.toString();
    }

    private static void appendEscaped(String pattern, int position, char escape, StringBuilder regex) {
        char c = position < pattern.length() ? pattern.charAt(position) : 0;
        if (c != escape && (c == 0 || SQL_SPECIALS.indexOf(c) < 0)) {
            throw invalid(pattern);
        }
        if (JAVA_SPECIALS.indexOf(c) >= 0) {
            regex.append('\\');
        }
        regex.append(c);
    }

    /** Appends an enumeration of characters and returns the position of its end. */
    private static int appendEnumeration(String pattern, int start, char escape, StringBuilder regex) {
        regex.append('[');
        int i = start + 1;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            if (c == ']') {
                regex.append(']');
                return i;
            }
            if (c == escape && escape != 0) {
                appendEscaped(pattern, i + 1, escape, regex);
                i += 2;
            } else if (pattern.startsWith("[:", i)) {
                int end = pattern.indexOf(":]", i);
                String name = end < 0 ? "" : pattern.substring(i + 2, end);
                String characters = CLASSES.get(name.toUpperCase(Locale.ROOT));
                if (characters == null) {
                    throw invalid(pattern);
                }
                regex.append(characters);
                i = end + 2;
            } else if (c != '-' && c != '^' && SQL_SPECIALS.indexOf(c) >= 0) {
                throw invalid(pattern);
            } else {
                regex.append(c);
                i++;
            }
        }
        throw invalid(pattern);
    }

    static WeirException invalid(String pattern) {
        return new WeirException(
                ErrorCode.VALUE_INVALID, "Invalid regular expression '" + pattern + "'", "SIMILAR TO", "", null);
    }
}
