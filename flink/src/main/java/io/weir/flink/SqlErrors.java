package io.weir.flink;

import io.weir.flink.ScriptPlanner.Place;
import io.weir.plan.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.jspecify.annotations.Nullable;

/** Turns what Flink throws at a statement into one message with a place in the file. */
final class SqlErrors {
    private static final int SHOWN_TOKENS_MAX = 8;
    private static final Pattern TABLE = Pattern.compile(
            "Unable to create a (source|sink) for (?:reading|writing) table '(?:default_catalog\\.)?([^']+)'");
    private static final Pattern UNKNOWN_FACTORY = Pattern.compile(
            "Could not find any factory for identifier '([^']*)' that implements '([^']*)'.*?"
                    + "Available factory identifiers are:\\s*(.*)",
            Pattern.DOTALL);
    private static final Pattern UNSUPPORTED_OPTIONS = Pattern.compile(
            "Unsupported options found for '([^']*)'\\.\\s*Unsupported options:\\s*(.*?)\\s*Supported options:\\s*(.*)",
            Pattern.DOTALL);
    private static final Pattern MISSING_OPTIONS =
            Pattern.compile("Missing required options are:\\s*(.*)", Pattern.DOTALL);
    private static final Pattern UNKNOWN_FORMAT =
            Pattern.compile("Could not find any format factory for identifier '([^']*)'");
    private static final Pattern MISSING_FORMAT = Pattern.compile("Could not find required \\w+ format '([^']*)'");
    private static final Pattern INVALID_VALUE = Pattern.compile("Could not parse value '(.*)' for key '([^']*)'");
    private static final Pattern ENCOUNTERED = Pattern.compile("Encountered \"(.*?)\" at line \\d+", Pattern.DOTALL);
    private static final Pattern POSITION_PREFIX = Pattern.compile(
            "^(SQL validation failed\\. )?(From|At) line \\d+, column \\d+( to line \\d+, column \\d+)?: ");
    private static final Pattern LINE_COLUMN = Pattern.compile("line (\\d+), column (\\d+)");

    private final SqlScript script;
    private final SqlStatement statement;
    private final Map<String, Place> tablePlaces;

    SqlErrors(SqlScript script, SqlStatement statement, Map<String, Place> tablePlaces) {
        this.script = script;
        this.statement = statement;
        this.tablePlaces = tablePlaces;
    }

    SqlException translate(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = thrown; cause != null && chain.size() < 50; cause = cause.getCause()) {
            chain.add(cause);
        }
        for (Throwable cause : chain) {
            if (cause instanceof SqlParseException parse) {
                return parseError(parse, thrown);
            }
        }
        for (Throwable cause : chain) {
            SqlException tableError = tableError(cause, chain);
            if (tableError != null) {
                return tableError;
            }
        }
        for (Throwable cause : chain) {
            if (cause instanceof CalciteContextException context && context.getPosLine() > 0) {
                String where = script.place(statement, context.getPosLine(), context.getPosColumn());
                Throwable inner = context.getCause();
                return invalid(clean(inner == null ? context : inner), where, thrown);
            }
        }
        if (thrown instanceof StackOverflowError) {
            return invalid("The statement is nested too deeply to be planned", script.place(statement), thrown);
        }
        return general(chain, thrown);
    }

    /** Whether Flink refuses to write the class of a function into a plan, because it has fields. */
    static boolean isAboutFunctionWithFields(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.startsWith("Permanent catalog function") && message.contains("is not serializable")) {
                return true;
            }
        }
        return false;
    }

    private SqlException parseError(SqlParseException error, Throwable thrown) {
        SqlParserPos pos = error.getPos();
        String message = String.valueOf(error.getMessage());
        String where = pos == null || pos.getLineNum() <= 0
                ? script.place(statement)
                : script.place(statement, pos.getLineNum(), pos.getColumnNum());
        Matcher encountered = ENCOUNTERED.matcher(message);
        if (!encountered.find()) {
            return new SqlException(ErrorCode.SQL_SYNTAX, clean(error), where, "", thrown);
        }
        String found = encountered.group(1);
        String what = found.equals("<EOF>")
                ? "The statement ends too early"
                : "Unexpected \"" + found.replaceAll("\\s+", " ").trim() + "\"";
        Set<String> expected = new TreeSet<>();
        if (error.getExpectedTokenNames() != null) {
            expected.addAll(error.getExpectedTokenNames());
        }
        return new SqlException(ErrorCode.SQL_SYNTAX, what, where, expectedHint(found, expected), thrown);
    }

    private static String expectedHint(String found, Set<String> expected) {
        // A word where a name may stand is unexpected only if it is reserved.
        if (expected.contains("<IDENTIFIER>") && found.matches("\\w+")) {
            return "If " + found + " is meant as a name, put it in back quotes.";
        }
        if (expected.isEmpty() || expected.size() > SHOWN_TOKENS_MAX) {
            return "";
        }
        return "Expected " + (expected.size() == 1 ? "" : "one of ") + String.join(", ", expected) + ".";
    }

    /** A mistake in the options of a table, shown where the table was made. */
    private @Nullable SqlException tableError(Throwable cause, List<Throwable> chain) {
        String message = String.valueOf(cause.getMessage());
        Matcher factory = UNKNOWN_FACTORY.matcher(message);
        if (factory.find()) {
            return unknownFactory(factory, chain);
        }
        Matcher format = UNKNOWN_FORMAT.matcher(message);
        if (format.find()) {
            return unknownName(format.group(1), "format", formats(), chain);
        }
        Matcher value = INVALID_VALUE.matcher(message);
        if (value.find() && !tableName(chain).isEmpty()) {
            Throwable last = chain.get(chain.size() - 1);
            return new SqlException(
                    ErrorCode.OPTION_INVALID,
                    table(chain) + " has the value '" + value.group(1) + "' for the option '" + value.group(2)
                            + "', which cannot be understood",
                    tablePlace(chain, "'" + value.group(2) + "'"),
                    last == cause || last.getMessage() == null ? "" : clean(last),
                    chain.get(0));
        }
        Matcher options = UNSUPPORTED_OPTIONS.matcher(message);
        if (options.find()) {
            return unknownOption(options, chain);
        }
        Matcher missing = MISSING_OPTIONS.matcher(message);
        Matcher missingFormat = MISSING_FORMAT.matcher(message);
        boolean isFormat = missingFormat.find();
        if (isFormat || missing.find()) {
            List<String> keys = isFormat ? List.of(missingFormat.group(1)) : lines(missing.group(1));
            return new SqlException(
                    ErrorCode.OPTION_MISSING,
                    table(chain) + " lacks " + (keys.size() == 1 ? "the option " : "the options ") + quoted(keys),
                    tablePlace(chain, ""),
                    "Add " + (keys.size() == 1 ? "it" : "them") + " to its WITH clause.",
                    chain.get(0));
        }
        if (message.contains("do not contain an option key 'connector'")) {
            return new SqlException(
                    ErrorCode.CONNECTOR_UNKNOWN,
                    table(chain) + " has no connector",
                    tablePlace(chain, ""),
                    "Add 'connector' = '...' to its WITH clause.",
                    chain.get(0));
        }
        return null;
    }

    private SqlException unknownFactory(Matcher found, List<Throwable> chain) {
        String kind = found.group(2).contains("Format") ? "format" : "connector";
        return unknownName(found.group(1), kind, lines(found.group(3)), chain);
    }

    private SqlException unknownName(String name, String kind, List<String> known, List<Throwable> chain) {
        // Our own sink for results is not for users.
        List<String> available =
                known.stream().filter(factory -> !factory.equals("result")).toList();
        String nearest = nearest(name, available);
        return new SqlException(
                kind.equals("format") ? ErrorCode.FORMAT_UNKNOWN : ErrorCode.CONNECTOR_UNKNOWN,
                "There is no " + kind + " '" + name + "'" + forTable(chain),
                tablePlace(chain, "'" + name + "'"),
                (nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'? ") + "Available: "
                        + String.join(", ", available) + ".",
                chain.get(0));
    }

    /** Names of all formats on the class path. */
    private static List<String> formats() {
        Set<String> names = new TreeSet<>();
        for (Factory factory : ServiceLoader.load(Factory.class, SqlErrors.class.getClassLoader())) {
            if (factory instanceof DecodingFormatFactory || factory instanceof EncodingFormatFactory) {
                names.add(factory.factoryIdentifier());
            }
        }
        return List.copyOf(names);
    }

    private SqlException unknownOption(Matcher found, List<Throwable> chain) {
        List<String> unknown = lines(found.group(2));
        List<String> supported = lines(found.group(3)).stream()
                .map(line -> line.replaceFirst(" \\(deprecated\\)$", ""))
                .toList();
        List<String> suggestions = new ArrayList<>();
        for (String key : unknown) {
            String nearest = nearest(key, supported);
            if (!nearest.isEmpty()) {
                suggestions.add("Did you mean '" + nearest + "' instead of '" + key + "'?");
            }
        }
        String first = unknown.isEmpty() ? "" : unknown.get(0);
        return new SqlException(
                ErrorCode.OPTION_UNKNOWN,
                "Connector '" + found.group(1) + "' does not know "
                        + (unknown.size() == 1 ? "the option " : "the options ") + quoted(unknown) + forTable(chain),
                tablePlace(chain, "'" + first + "'"),
                suggestions.isEmpty()
                        ? "It knows: " + String.join(", ", supported) + "."
                        : String.join(" ", suggestions),
                chain.get(0));
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
    }

    private static String quoted(List<String> keys) {
        return keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
    }

    private static String tableName(List<Throwable> chain) {
        for (Throwable cause : chain) {
            Matcher matcher = TABLE.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return matcher.group(2);
            }
        }
        return "";
    }

    private static String table(List<Throwable> chain) {
        String name = tableName(chain);
        return name.isEmpty() ? "The table" : "Table " + shortName(name);
    }

    private static String forTable(List<Throwable> chain) {
        String name = tableName(chain);
        return name.isEmpty() ? "" : ", which table " + shortName(name) + " names";
    }

    private static String shortName(String name) {
        return name.startsWith("default_database.") ? name.substring("default_database.".length()) : name;
    }

    /** The place of a quoted token in the statement that made the table, or its start, or the statement at hand. */
    private String tablePlace(List<Throwable> chain, String token) {
        String name = tableName(chain);
        Place made = tablePlaces.get(name);
        if (made == null) {
            made = tablePlaces.get("default_catalog." + name);
        }
        if (made == null) {
            return script.place(statement);
        }
        SqlScanner scanner = new SqlScanner(made.statement().text());
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.QUOTED && scanner.token().equals(token)) {
                String before = made.statement().text().substring(0, scanner.start());
                int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
                return made.script().place(made.statement(), line, scanner.start() - before.lastIndexOf('\n'));
            }
        }
        return made.script().place(made.statement());
    }

    private SqlException general(List<Throwable> chain, Throwable thrown) {
        Throwable useful = chain.get(0);
        for (Throwable cause : chain) {
            String message = String.valueOf(cause.getMessage());
            boolean saysNothing = cause.getMessage() == null
                    || message.startsWith("SQL validation failed")
                    || message.startsWith("Unable to create a ")
                    || message.startsWith("Cannot discover a connector")
                    || message.startsWith("SQL parse failed")
                    || message.startsWith("Error during lookup")
                    || message.startsWith("Could not execute ")
                    || message.startsWith("Failed to execute")
                    || message.startsWith("Error while applying rule")
                    || message.startsWith("Error occurred while applying rule");
            useful = cause;
            if (!saysNothing) {
                break;
            }
        }
        String message = clean(useful);
        Matcher position = LINE_COLUMN.matcher(String.valueOf(useful.getMessage()));
        String where = script.place(statement);
        if (position.find()) {
            where = script.place(statement, Integer.parseInt(position.group(1)), Integer.parseInt(position.group(2)));
        } else if (!tableName(chain).isEmpty()) {
            where = tablePlace(chain, "");
        }
        if (message.startsWith("Unsupported SQL query!")) {
            return new SqlException(
                    ErrorCode.SQL_UNSUPPORTED, "This statement cannot stand in a script", where, "", thrown);
        }
        Throwable last = chain.get(chain.size() - 1);
        if (message.startsWith("Cannot instantiate user-defined function") && last != useful) {
            message = message.replaceFirst("\\.$", "") + ": " + last.getClass().getSimpleName() + " " + clean(last);
        }
        String hint = message.contains("requires the timecol is a time attribute type")
                ? "Declare WATERMARK FOR the column in the table, or make it with PROCTIME()."
                : "";
        ErrorCode code = useful instanceof SqlParserException ? ErrorCode.SQL_SYNTAX : ErrorCode.SQL_INVALID;
        if (message.contains("not supported for streaming mode")) {
            code = ErrorCode.SQL_UNSUPPORTED;
        }
        return new SqlException(code, message, where, hint, thrown);
    }

    private static SqlException invalid(String what, String where, Throwable thrown) {
        return new SqlException(ErrorCode.SQL_INVALID, what, where, "", thrown);
    }

    private static String clean(Throwable cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        message = POSITION_PREFIX.matcher(message).replaceFirst("");
        message = message.replaceFirst("^SQL parse failed\\. ", "");
        // The advice to look into Flink's documentation or to file an issue there does not help here.
        message = message.replace("`default_catalog`.`default_database`.", "")
                .replace("default_catalog.default_database.", "");
        message = Arrays.stream(message.split("\n"))
                .filter(line -> !line.isBlank())
                .filter(line -> !line.startsWith("Please check the documentation"))
                .filter(line -> !line.startsWith("This exception indicates that the query uses an unsupported"))
                .collect(Collectors.joining("\n  "));
        return message.trim();
    }

    /** The candidate that needs the fewest edits, if that are few; "" otherwise. */
    static String nearest(String word, List<String> candidates) {
        int limit = Math.max(2, word.length() / 3);
        return candidates.stream()
                .filter(candidate -> !candidate.contains("<") && distance(word, candidate) <= limit)
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .orElse("");
    }

    /** Levenshtein's distance, without regard to case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
