package io.weir.server.pipeline;

import io.weir.flink.SqlScript;
import io.weir.flink.SqlStatement;
import io.weir.plan.WeirException;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the part of a script from which a node of a plan comes: the CREATE TABLE of a scan, the INSERT of a sink, the
 * one GROUP BY, JOIN, OVER or WHERE of a statement that has only one. Where there is more than one, it says nothing.
 */
public final class SqlSpans {
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;
    private static final String ENDS = "\\bWHERE\\b|\\bGROUP\\s+BY\\b|\\bHAVING\\b|\\bORDER\\s+BY\\b|\\bLIMIT\\b|"
            + "\\bUNION\\b|\\bINTERSECT\\b|\\bEXCEPT\\b|\\bWINDOW\\b|;";
    private static final Pattern END = Pattern.compile(ENDS, FLAGS);
    private static final Pattern GROUP = Pattern.compile("\\bGROUP\\s+BY\\b", FLAGS);
    private static final Pattern JOIN =
            Pattern.compile("\\b(?:(?:LEFT|RIGHT|FULL)\\s+(?:OUTER\\s+)?|INNER\\s+|CROSS\\s+)?JOIN\\b", FLAGS);
    private static final Pattern WHERE = Pattern.compile("\\bWHERE\\b", FLAGS);
    private static final Pattern ORDER = Pattern.compile("\\bORDER\\s+BY\\b|\\bLIMIT\\b", FLAGS);
    private static final Pattern OVER = Pattern.compile("\\bOVER\\s*\\(", FLAGS);
    private static final Pattern WINDOW = Pattern.compile("\\b(?:TUMBLE|HOP|CUMULATE|SESSION)\\s*\\(", FLAGS);
    private static final Pattern SELECT = Pattern.compile("\\bSELECT\\b", FLAGS);
    private static final Pattern CREATE = Pattern.compile(
            "^CREATE\\s+(?:TEMPORARY\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?"
                    + "((?:`[^`]+`|\\w+)(?:\\.(?:`[^`]+`|\\w+))*)",
            FLAGS);
    private static final Pattern INSERT =
            Pattern.compile("\\bINSERT\\s+(?:INTO|OVERWRITE)\\s+((?:`[^`]+`|\\w+)(?:\\.(?:`[^`]+`|\\w+))*)", FLAGS);

    /** A part of a script, in characters. */
    public record Span(int from, int to) {}

    private record Made(String table, Span span) {}

    private final List<Made> tables = new ArrayList<>();
    /** The statement of the job, blank where comments and quoted texts stand. */
    private final String statement;

    private final int offset;

    private SqlSpans(String sql, SqlScript script, int line) {
        String found = "";
        int foundAt = 0;
        int at = 0;
        for (SqlStatement part : script.statements()) {
            at = Math.max(0, sql.indexOf(part.text(), at));
            Matcher create = CREATE.matcher(part.text());
            if (create.find()) {
                tables.add(new Made(
                        last(create.group(1)), new Span(at, at + part.text().length())));
            }
            if (part.line() == line) {
                found = blank(part.text());
                foundAt = at;
            }
            at += part.text().length();
        }
        statement = found;
        offset = foundAt;
    }

    /**
     * Reads a script.
     *
     * @param line the line at which the job's statement begins
     */
    public static SqlSpans of(String sql, int line) {
        SqlScript script;
        try {
            script = SqlScript.parse(sql, "script");
        } catch (WeirException e) {
            // What cannot be cut into statements has no parts either.
            script = new SqlScript("script", List.of());
        }
        return new SqlSpans(sql, script, line);
    }

    private static String last(String name) {
        String part = name.endsWith("`")
                ? name.substring(name.lastIndexOf('`', name.length() - 2) + 1, name.length() - 1)
                : name.substring(name.lastIndexOf('.') + 1);
        return part.toLowerCase(Locale.ROOT);
    }

    /** The same length, without what stands in comments and quoted texts. */
    private static String blank(String text) {
        StringBuilder blank = new StringBuilder(text);
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (text.charAt(at) == '\'') {
                end = text.indexOf('\'', at + 1);
                end = end < 0 ? text.length() : end + 1;
            } else if (text.startsWith("--", at)) {
                end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                end = text.indexOf("*/", at + 2);
                end = end < 0 ? text.length() : end + 2;
            } else {
                at++;
                continue;
            }
            for (int i = at; i < end; i++) {
                blank.setCharAt(i, ' ');
            }
            at = end;
        }
        return blank.toString();
    }

    /** The part that a node comes from, if that is sure. */
    public Optional<Span> find(PlanNode node) {
        if (node instanceof TableSourceScanNode scan) {
            String name = scan.table().name().toLowerCase(Locale.ROOT);
            return tables.stream()
                    .filter(made -> made.table.equals(name))
                    .map(Made::span)
                    .findFirst();
        }
        if (node instanceof SinkNode sink) {
            return insert(sink.table().name().toLowerCase(Locale.ROOT));
        }
        String type = node.info().name();
        if (type.contains("window-table-function")) {
            return bracketed(WINDOW);
        }
        if (type.contains("join")) {
            return clause(JOIN);
        }
        if (type.contains("over-aggregate") || type.contains("rank") || type.contains("deduplicate")) {
            return bracketed(OVER);
        }
        if (type.contains("aggregate")) {
            return clause(GROUP);
        }
        if (type.contains("sort") || type.endsWith("limit")) {
            return clause(ORDER);
        }
        if (type.endsWith("calc")) {
            return node.description().contains("where=") ? clause(WHERE) : selected();
        }
        return Optional.empty();
    }

    private Optional<Span> insert(String table) {
        Matcher insert = INSERT.matcher(statement);
        Optional<Span> found = Optional.empty();
        while (insert.find()) {
            if (last(insert.group(1)).equals(table)) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(span(insert.start(), insert.end()));
            }
        }
        return found;
    }

    private Span span(int from, int to) {
        int end = to;
        while (end > from && Character.isWhitespace(statement.charAt(end - 1))) {
            end--;
        }
        return new Span(offset + from, offset + end);
    }

    /** From the one word to where the next clause begins, or a bracket closes. */
    private Optional<Span> clause(Pattern word) {
        Matcher matcher = word.matcher(statement);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int from = matcher.start();
        int to = clauseEnd(matcher.end());
        // ORDER BY and LIMIT go together.
        return matcher.find() && !(word == ORDER && matcher.start() == to && !matcher.find())
                ? Optional.empty()
                : Optional.of(span(from, to));
    }

    private int clauseEnd(int from) {
        int depth = 0;
        Matcher end = END.matcher(statement);
        for (int at = from; at < statement.length(); at++) {
            char c = statement.charAt(at);
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth < 0) {
                return at;
            } else if (depth == 0 && end.region(at, statement.length()).lookingAt()) {
                return at;
            }
        }
        return statement.length();
    }

    /** The one word with what stands in its brackets. */
    private Optional<Span> bracketed(Pattern word) {
        Matcher matcher = word.matcher(statement);
        if (!matcher.find()) {
            return Optional.empty();
        }
        int from = matcher.start();
        int depth = 1;
        int at = matcher.end();
        while (at < statement.length() && depth > 0) {
            char c = statement.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return matcher.find(at) ? Optional.empty() : Optional.of(span(from, at));
    }

    /** What stands between the one SELECT and its FROM. */
    private Optional<Span> selected() {
        Matcher select = SELECT.matcher(statement);
        if (!select.find()) {
            return Optional.empty();
        }
        int from = select.start();
        Matcher end = Pattern.compile("\\bFROM\\b", FLAGS).matcher(statement);
        int to = end.find(select.end()) ? end.start() : statement.length();
        return select.find() ? Optional.empty() : Optional.of(span(from, to));
    }
}
