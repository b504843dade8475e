package io.weir.format.csv;

import io.weir.engine.connector.FormatOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the format, named and checked as Flink's are.
 *
 * @param delimiter {@code field-delimiter}
 * @param quote {@code quote-character}, or -1 with {@code disable-quote-character}
 * @param escape {@code escape-character}, or -1
 * @param arrayDelimiter {@code array-element-delimiter}
 * @param nullLiteral {@code null-literal}, or null
 * @param allowComments {@code allow-comments}: lines that start with # are skipped, and empty ones with them
 * @param ignoreParseErrors {@code ignore-parse-errors}: what cannot be read becomes null, or its record is skipped
 * @param scientificDecimals {@code write-bigdecimal-in-scientific-notation}
 * @param trimSpaces {@code trim-spaces}
 * @param ignoreTrailing {@code ignore-trailing-unmappable}
 * @param allowTrailingComma {@code allow-trailing-comma}
 * @param failOnMissingColumns {@code fail-on-missing-columns}
 * @param emptyAsNull {@code empty-string-as-null}
 */
record CsvOptions(
        char delimiter,
        int quote,
        int escape,
        String arrayDelimiter,
        @Nullable String nullLiteral,
        boolean allowComments,
        boolean ignoreParseErrors,
        boolean scientificDecimals,
        boolean trimSpaces,
        boolean ignoreTrailing,
        boolean allowTrailingComma,
        boolean failOnMissingColumns,
        boolean emptyAsNull) {

    static final String FIELD_DELIMITER = "field-delimiter";
    static final String DISABLE_QUOTE = "disable-quote-character";
    static final String QUOTE = "quote-character";
    static final String ESCAPE = "escape-character";
    static final String ARRAY_DELIMITER = "array-element-delimiter";
    static final String NULL_LITERAL = "null-literal";
    static final String ALLOW_COMMENTS = "allow-comments";
    static final String IGNORE_PARSE_ERRORS = "ignore-parse-errors";
    static final String SCIENTIFIC = "write-bigdecimal-in-scientific-notation";
    static final String TRIM_SPACES = "trim-spaces";
    static final String IGNORE_TRAILING = "ignore-trailing-unmappable";
    static final String ALLOW_TRAILING_COMMA = "allow-trailing-comma";
    static final String FAIL_ON_MISSING = "fail-on-missing-columns";
    static final String EMPTY_AS_NULL = "empty-string-as-null";

    /** No character. */
    static final int NONE = -1;

    private static final List<String> NAMES = List.of(
            FIELD_DELIMITER,
            DISABLE_QUOTE,
            QUOTE,
            ESCAPE,
            ARRAY_DELIMITER,
            NULL_LITERAL,
            ALLOW_COMMENTS,
            IGNORE_PARSE_ERRORS,
            SCIENTIFIC,
            TRIM_SPACES,
            IGNORE_TRAILING,
            ALLOW_TRAILING_COMMA,
            FAIL_ON_MISSING,
            EMPTY_AS_NULL);

    /** Reads and checks the options. */
    static CsvOptions of(Map<String, String> options) {
        FormatOptions reader = new FormatOptions("csv", options);
        reader.rejectUnknown(NAMES);
        boolean isQuoteDisabled = reader.isTrue(DISABLE_QUOTE, false);
        if (isQuoteDisabled && reader.has(QUOTE)) {
            throw reader.contradiction(QUOTE, DISABLE_QUOTE, "cannot be used together");
        }
        return new CsvOptions(
                character(reader, FIELD_DELIMITER, JavaEscapes.replace(reader.text(FIELD_DELIMITER, ","))),
                isQuoteDisabled ? NONE : character(reader, QUOTE, reader.text(QUOTE, "\"")),
                reader.has(ESCAPE) ? character(reader, ESCAPE, reader.text(ESCAPE, "")) : NONE,
                String.valueOf(character(reader, ARRAY_DELIMITER, reader.text(ARRAY_DELIMITER, ";"))),
                options.get(NULL_LITERAL),
                reader.isTrue(ALLOW_COMMENTS, false),
                reader.isTrue(IGNORE_PARSE_ERRORS, false),
                reader.isTrue(SCIENTIFIC, true),
                reader.isTrue(TRIM_SPACES, false),
                reader.isTrue(IGNORE_TRAILING, false),
                reader.isTrue(ALLOW_TRAILING_COMMA, true),
                reader.isTrue(FAIL_ON_MISSING, false),
                reader.isTrue(EMPTY_AS_NULL, false));
    }

    private static char character(FormatOptions reader, String name, String value) {
        if (value.length() != 1) {
            throw reader.invalid(name, "a single character");
        }
        return value.charAt(0);
    }
}
