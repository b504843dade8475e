package io.weir.flink;

import java.util.ArrayList;
import java.util.List;

/**
 * A script, cut into statements.
 *
 * <p>Statements end with a semicolon; the last may go without. Semicolons in quotes and comments do not count, nor do
 * those between {@code STATEMENT SET BEGIN} and its {@code END}. Empty statements are dropped. A byte order mark at the
 * start is ignored.
 *
 * @param name what to call it in messages, usually the file
 */
public record SqlScript(String name, List<SqlStatement> statements) {
    public SqlScript {
        statements = List.copyOf(statements);
    }

    /**
     * Cuts a script into statements.
     *
     * @throws SqlException if a quote or a comment is never closed
     */
    public static SqlScript parse(String text, String name) {
        String sql = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new SqlScript(name, new Splitter(sql, name).split());
    }

    /** {@code name:line:column} of a place inside a statement, whose lines and columns count from 1. */
    String place(SqlStatement statement, int line, int column) {
        return name + ":" + statement.scriptLine(line) + ":" + statement.scriptColumn(line, column);
    }

    /** {@code name:line:column} of a statement's first word. */
    String place(SqlStatement statement) {
        return place(statement, 1, 1);
    }

    private static final class Splitter {
        private static final List<String> BLOCK_START = List.of("STATEMENT", "SET", "BEGIN");

        private final String sql;
        private final String name;
        private final SqlScanner scanner;
        private final List<SqlStatement> statements = new ArrayList<>();

        private int first = -1;
        private int last;
        private int blockWords;
        private boolean inBlock;
        private boolean atStart;

        private int line = 1;
        private int lineStart;
        private int counted;

        Splitter(String sql, String name) {
            this.sql = sql;
            this.name = name;
            this.scanner = new SqlScanner(sql);
        }

        List<SqlStatement> split() {
            while (scanner.next()) {
                if (scanner.kind() == SqlScanner.Kind.SEMICOLON) {
                    semicolon();
                } else {
                    token();
                }
                if (scanner.unclosed() != null) {
                    throw unclosed(scanner.unclosed(), scanner.start());
                }
            }
            if (scanner.unclosed() != null) {
                throw unclosed(scanner.unclosed(), sql.lastIndexOf(scanner.unclosed()));
            }
            finish();
            return statements;
        }

        private void token() {
            if (first < 0) {
                first = scanner.start();
            }
            last = scanner.end();
            if (inBlock) {
                inBlock = !(atStart && scanner.isWord("END"));
                atStart = false;
                return;
            }
            if (scanner.isWord(BLOCK_START.get(blockWords))) {
                blockWords++;
            } else {
                blockWords = scanner.isWord(BLOCK_START.get(0)) ? 1 : 0;
            }
            if (blockWords == BLOCK_START.size()) {
                blockWords = 0;
                inBlock = true;
                atStart = true;
            }
        }

        private void semicolon() {
            if (inBlock) {
                atStart = true;
                last = scanner.end();
            } else {
                finish();
            }
        }

        private void finish() {
            if (first >= 0) {
                countLines(first);
                statements.add(new SqlStatement(sql.substring(first, last), line, first - lineStart + 1));
            }
            first = -1;
            blockWords = 0;
        }

        private void countLines(int upTo) {
            for (; counted < upTo; counted++) {
                if (sql.charAt(counted) == '\n') {
                    line++;
                    lineStart = counted + 1;
                }
            }
        }

        private SqlException unclosed(String opened, int at) {
            countLines(Math.max(at, counted));
            String what = opened.equals("/*") ? "A comment is never closed" : "A quote is never closed: " + opened;
            String hint =
                    opened.equals("/*") ? "End it with */." : "Close it, and double a quote that is meant inside.";
            return SqlException.syntax(what, name + ":" + line + ":" + (Math.max(at, lineStart) - lineStart + 1), hint);
        }
    }
}
