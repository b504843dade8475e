package io.weir.testing.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of statement a text is, as far as the corpus must know. */
final class Statements {

    private static final Pattern SET = Pattern.compile("SET\\s+'([^']+)'\\s*=\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESET = Pattern.compile("RESET\\s+'([^']+)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENTS = Pattern.compile("\\A(?:\\s+|--[^\\n]*\\n|/\\*(?s:.*?)\\*/)+");

    private Statements() {}

    /** A configuration key and its value. */
    record Setting(String key, String value) {}

    static boolean isQuery(String sql) {
        return startsWith(sql, "SELECT")
                || startsWith(sql, "WITH")
                || startsWith(sql, "VALUES")
                || startsWith(sql, "(")
                || startsWith(sql, "DESCRIBE")
                || startsWith(sql, "SHOW");
    }

    static boolean isInsert(String sql) {
        return startsWith(sql, "INSERT") || isStatementSet(sql);
    }

    static boolean isStatementSet(String sql) {
        return startsWith(sql, "EXECUTE STATEMENT SET");
    }

    static Optional<Setting> asSet(String sql) {
        Matcher matcher = SET.matcher(body(sql));
        return matcher.matches() ? Optional.of(new Setting(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static Optional<String> asReset(String sql) {
        Matcher matcher = RESET.matcher(body(sql));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static boolean startsWith(String sql, String words) {
        return body(sql).toUpperCase(Locale.ROOT).replaceAll("\\s+", " ").startsWith(words);
    }

    /** The statement without leading comments and outer white space. */
    private static String body(String sql) {
        return COMMENTS.matcher(sql).replaceFirst("").strip();
    }
}
