package io.weir.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One statement of a script.
 *
 * @param text from its first word to its end, without the semicolon; comments inside are kept
 * @param line line of its first word in the script, from 1
 * @param column column of its first word, from 1
 */
public record SqlStatement(String text, int line, int column) {

    /** Up to {@code limit} first words, upper case; anything that is not a word ends them. */
    List<String> words(int limit) {
        List<String> words = new ArrayList<>();
        SqlScanner scanner = new SqlScanner(text);
        while (words.size() < limit && scanner.next() && scanner.kind() == SqlScanner.Kind.WORD) {
            words.add(scanner.token().toUpperCase(Locale.ROOT));
        }
        return words;
    }

    /** The text with its comments blanked out, as Flink's grammar for SET and RESET needs it. Hints stay. */
    String withoutComments() {
        StringBuilder blank = new StringBuilder(text.length());
        SqlScanner scanner = new SqlScanner(text);
        while (scanner.next()) {
            while (blank.length() < scanner.start()) {
                blank.append(text.charAt(blank.length()) == '\n' ? '\n' : ' ');
            }
            blank.append(scanner.token());
        }
        return blank.toString();
    }

    /** A line inside the statement, from 1, as a line of the script. */
    int scriptLine(int statementLine) {
        return line + statementLine - 1;
    }

    /** A column inside the statement, from 1, as a column of the script. */
    int scriptColumn(int statementLine, int statementColumn) {
        return statementLine == 1 ? column + statementColumn - 1 : statementColumn;
    }
}
