package io.weir.flink;

import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into tokens, as far as finding the ends of statements needs it: it knows quotes and comments, and nothing of
 * the grammar.
 *
 * <p>Comments are skipped; a hint {@code /*+ … *}{@code /} is no comment. A quote or comment that is never closed
 * reaches to the end.
 */
final class SqlScanner {
    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED,
        SEMICOLON,
        OTHER
    }

    private final String text;
    private int start;
    private int end;
    private Kind kind = Kind.OTHER;
    private @Nullable String unclosed;

    SqlScanner(String text) {
        this.text = text;
    }

    /** Goes to the next token; false at the end. */
    boolean next() {
        start = skipBlanks(end);
        if (start >= text.length()) {
            end = text.length();
            return false;
        }
        char c = text.charAt(start);
        if (c == ';') {
            kind = Kind.SEMICOLON;
            end = start + 1;
        } else if (c == '\'' || c == '`' || c == '"') {
            kind = Kind.QUOTED;
            end = quotedEnd(start, c);
        } else if (text.startsWith("/*", start)) {
            kind = Kind.OTHER;
            end = commentEnd(start);
        } else if (Character.isJavaIdentifierStart(c)) {
            kind = Kind.WORD;
            end = start + 1;
            while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
                end++;
            }
        } else {
            kind = Kind.OTHER;
            end = start + 1;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    String token() {
        return text.substring(start, end);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD
                && end - start == word.length()
                && text.regionMatches(true, start, word, 0, word.length());
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** What was opened and never closed: a quote, or the start of a comment; null if nothing was. */
    @Nullable
    String unclosed() {
        return unclosed;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (text.startsWith("--", at) || text.startsWith("//", at)) {
                int newline = text.indexOf('\n', at);
                at = newline < 0 ? text.length() : newline;
            } else if (text.startsWith("/*", at) && !text.startsWith("/*+", at)) {
                at = commentEnd(at);
            } else {
                break;
            }
        }
        return at;
    }

    private int commentEnd(int from) {
        int close = text.indexOf("*/", from + 2);
        if (close < 0) {
            unclosed = "/*";
            return text.length();
        }
        return close + 2;
    }

    /** A quote inside is doubled; a backslash means nothing. */
    private int quotedEnd(int from, char quote) {
        int at = from + 1;
        while (at < text.length()) {
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at + 1;
                }
            }
            at++;
        }
        unclosed = String.valueOf(quote);
        return text.length();
    }
}
