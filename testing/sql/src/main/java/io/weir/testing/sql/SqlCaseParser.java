package io.weir.testing.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a case from its file: Flink SQL with directives in line comments. The format is in
 * {@code testing/sql/README.md}.
 *
 * <p>A line of its own that starts with {@code --} belongs to the corpus; all else is SQL and goes to the engine as it
 * is.
 */
public final class SqlCaseParser {
    /** The word END, which window_end is not. */
    private static final Pattern STATEMENT_SET_END = Pattern.compile("\\bEND;\\s*$", Pattern.CASE_INSENSITIVE);

    private static final Pattern DIRECTIVE = Pattern.compile(
            "--\\s*(tags|not-native|flink-differs|file|expect(?:-final|-ordered|-print|-error|-late)?):(.*)");
    private static final String BY_COLUMN = "by column";
    private static final String COUNTED = ", counted";
    private static final Pattern COUNTED_LINE = Pattern.compile("\\s*(\\d+) x (.*)");
    private static final String NOTHING = "(nothing)";

    private final String name;
    private final Path path;
    private final List<String> lines;
    private final List<String> description = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<SqlCase.Step> steps = new ArrayList<>();
    private Optional<String> notNative = Optional.empty();
    private Optional<String> flinkDiffers = Optional.empty();
    private int next;

    private SqlCaseParser(String name, Path path, List<String> lines) {
        this.name = name;
        this.path = path;
        this.lines = lines;
    }

    /** Reads the case at {@code root/name.sql}. */
    public static SqlCase parse(Path root, String name) throws IOException {
        Path path = root.resolve(name + ".sql");
        return parse(name, path, Files.readString(path, StandardCharsets.UTF_8));
    }

    /** Reads a case from its text. */
    public static SqlCase parse(String name, Path path, String text) {
        return new SqlCaseParser(name, path, text.lines().toList()).parse();
    }

    private SqlCase parse() {
        while (next < lines.size()
                && isComment(next)
                && !DIRECTIVE.matcher(lines.get(next)).matches()) {
            description.add(comment(next++));
        }
        while (next < lines.size()) {
            String line = lines.get(next);
            Matcher directive = DIRECTIVE.matcher(line.strip());
            if (directive.matches()) {
                int number = ++next;
                readDirective(directive.group(1), directive.group(2).strip(), number);
            } else if (line.isBlank() || isComment(next)) {
                next++;
            } else {
                readStatement();
            }
        }
        if (description.isEmpty()) {
            throw error(1, "the first lines must be comments that say what the case shows");
        }
        if (tags.isEmpty()) {
            throw error(1, "there is no line '-- tags: ...'");
        }
        return new SqlCase(name, path, String.join(" ", description), tags, notNative, flinkDiffers, files, steps);
    }

    private void readDirective(String directive, String argument, int number) {
        switch (directive) {
            case "tags" ->
                tags.addAll(Arrays.stream(argument.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList());
            case "not-native" -> notNative = Optional.of(reason(directive, argument, number));
            case "flink-differs" -> flinkDiffers = Optional.of(reason(directive, argument, number));
            case "file" -> readFile(argument, number);
            case "expect-print" -> {
                List<String> printed = readBlock();
                boolean isNothing = printed.equals(List.of(NOTHING));
                expect(new Expectation.Printed(isNothing ? List.of() : printed, !printed.isEmpty(), number), number);
            }
            case "expect-error" -> expect(new Expectation.Failure(argument, number), number);
            case "expect-late" -> expect(new Expectation.LateRows(Long.parseLong(argument), number), number);
            default -> readRows(directive, argument, number);
        }
    }

    private String reason(String directive, String argument, int number) {
        if (argument.isEmpty()) {
            throw error(number, "'" + directive + ":' needs the reason");
        }
        return argument;
    }

    private void readFile(String argument, int number) {
        boolean isCounted = argument.endsWith(COUNTED);
        String fileName = isCounted ? argument.substring(0, argument.length() - COUNTED.length()) : argument;
        boolean isPlain = fileName.matches("[A-Za-z0-9_.=%-]+(/[A-Za-z0-9_.=%-]+)*");
        if (!isPlain || fileName.contains("..")) {
            throw error(number, "a file needs a plain name, or one below plain folders: '" + fileName + "'");
        }
        StringBuilder content = new StringBuilder();
        for (String line : readBlock()) {
            content.append(isCounted ? repeat(line, number) : line + "\n");
        }
        if (files.put(fileName, content.toString()) != null) {
            throw error(number, "there are two files '" + fileName + "'");
        }
    }

    /** {@code 45 x line}, 45 times. */
    private String repeat(String line, int number) {
        Matcher matcher = COUNTED_LINE.matcher(line);
        if (!matcher.matches()) {
            throw error(number, "each line of a counted file is '45 x the line': " + line);
        }
        return (matcher.group(2) + "\n").repeat(Integer.parseInt(matcher.group(1)));
    }

    private void readRows(String directive, String argument, int number) {
        Expectation.Kind kind = Arrays.stream(Expectation.Kind.values())
                .filter(each -> each.directive().equals(directive))
                .findFirst()
                .orElseThrow();
        if (!argument.isEmpty() && !argument.equals(BY_COLUMN)) {
            throw error(number, "'" + directive + ":' may only be followed by '" + BY_COLUMN + "'");
        }
        Expectation.Layout layout = argument.isEmpty() ? Expectation.Layout.ROWS : Expectation.Layout.COLUMNS;
        List<String> block = readBlock();
        expect(new Expectation.Rows(kind, layout, table(block, layout, number), !block.isEmpty(), number), number);
    }

    private TextTable table(List<String> block, Expectation.Layout layout, int number) {
        try {
            return block.isEmpty() ? TextTable.EMPTY : TextTable.ofLines(block, layout);
        } catch (IllegalArgumentException wrongTable) {
            throw error(number, Objects.requireNonNullElse(wrongTable.getMessage(), "wrong table"));
        }
    }

    private void expect(Expectation expectation, int number) {
        if (steps.isEmpty()) {
            throw error(number, "an expectation follows the statement that it is about");
        }
        SqlCase.Step last = steps.remove(steps.size() - 1);
        List<Expectation> expectations = new ArrayList<>(last.expectations());
        expectations.add(expectation);
        steps.add(new SqlCase.Step(last.sql(), last.firstLine(), last.lastLine(), expectations));
    }

    /** The comment lines up to the next directive, blank line or statement. */
    private List<String> readBlock() {
        List<String> block = new ArrayList<>();
        while (next < lines.size()
                && isComment(next)
                && !DIRECTIVE.matcher(lines.get(next).strip()).matches()) {
            block.add(comment(next++));
        }
        return block;
    }

    private void readStatement() {
        int first = next;
        StringBuilder sql = new StringBuilder();
        SqlScanner scanner = new SqlScanner();
        while (next < lines.size()) {
            String line = lines.get(next++);
            sql.append(line).append('\n');
            scanner.accept(line);
            if (scanner.isComplete() && !isInsideStatementSet(sql.toString())) {
                String text = sql.toString().strip();
                steps.add(new SqlCase.Step(text.substring(0, text.length() - 1), first + 1, next, List.of()));
                return;
            }
        }
        throw error(first + 1, "the statement does not end with ';'");
    }

    private static boolean isInsideStatementSet(String sql) {
        return Statements.isStatementSet(sql) && !STATEMENT_SET_END.matcher(sql).find();
    }

    private boolean isComment(int index) {
        return lines.get(index).startsWith("--");
    }

    private String comment(int index) {
        String line = lines.get(index);
        return line.startsWith("-- ") ? line.substring(3) : line.substring(2);
    }

    private IllegalArgumentException error(int number, String what) {
        return new IllegalArgumentException(path + ":" + number + ": " + what);
    }

    /** Follows quotes and comments, to know whether a semicolon at the end of a line ends the statement. */
    private static final class SqlScanner {

        private enum Place {
            SQL,
            STRING,
            IDENTIFIER,
            BLOCK_COMMENT
        }

        private Place place = Place.SQL;
        private boolean isComplete;

        void accept(String line) {
            isComplete = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                char following = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
                switch (place) {
                    case SQL -> {
                        if (c == '-' && following == '-') {
                            return;
                        }
                        isComplete = c == ';' || (isComplete && Character.isWhitespace(c));
                        if (c == '\'') {
                            place = Place.STRING;
                        } else if (c == '`') {
                            place = Place.IDENTIFIER;
                        } else if (c == '/' && following == '*') {
                            place = Place.BLOCK_COMMENT;
                        }
                    }
                    case STRING -> place = c == '\'' ? Place.SQL : place;
                    case IDENTIFIER -> place = c == '`' ? Place.SQL : place;
                    case BLOCK_COMMENT -> place = c == '/' && i > 0 && line.charAt(i - 1) == '*' ? Place.SQL : place;
                }
            }
        }

        boolean isComplete() {
            return isComplete && place == Place.SQL;
        }
    }
}
