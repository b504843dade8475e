package io.weir.format.json;

import io.weir.engine.connector.FormatOptions;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The options of the format, named and checked as Flink's are.
 *
 * @param failOnMissingField {@code fail-on-missing-field}: a record without one of the fields is an error
 * @param ignoreParseErrors {@code ignore-parse-errors}: what cannot be read becomes null, or its record is skipped
 * @param isIso {@code timestamp-format.standard}: ISO-8601 (a T between date and time) rather than SQL (a space)
 * @param nullKeyMode {@code map-null-key.mode}: what becomes of null keys when a map is written
 * @param nullKeyLiteral {@code map-null-key.literal}: the key written for null in mode LITERAL
 * @param plainDecimals {@code encode.decimal-as-plain-number}: decimals are written with all their digits
 * @param ignoreNullFields {@code encode.ignore-null-fields}: fields that are null are not written
 * @param parserEnabled {@code decode.json-parser.enabled}: the semantics of Flink's streaming parser rather than those
 *     of its tree of nodes; they differ in a few corners, for instance when a key comes twice
 */
record JsonOptions(
        boolean failOnMissingField,
        boolean ignoreParseErrors,
        boolean isIso,
        NullKeyMode nullKeyMode,
        String nullKeyLiteral,
        boolean plainDecimals,
        boolean ignoreNullFields,
        boolean parserEnabled) {

    static final String FAIL_ON_MISSING_FIELD = "fail-on-missing-field";
    static final String IGNORE_PARSE_ERRORS = "ignore-parse-errors";
    static final String TIMESTAMP_STANDARD = "timestamp-format.standard";
    static final String NULL_KEY_MODE = "map-null-key.mode";
    static final String NULL_KEY_LITERAL = "map-null-key.literal";
    static final String PLAIN_DECIMALS = "encode.decimal-as-plain-number";
    static final String IGNORE_NULL_FIELDS = "encode.ignore-null-fields";
    static final String PARSER_ENABLED = "decode.json-parser.enabled";

    private static final List<String> NAMES = List.of(
            FAIL_ON_MISSING_FIELD,
            IGNORE_PARSE_ERRORS,
            TIMESTAMP_STANDARD,
            NULL_KEY_MODE,
            NULL_KEY_LITERAL,
            PLAIN_DECIMALS,
            IGNORE_NULL_FIELDS,
            PARSER_ENABLED);

    /** The options that changelog formats have as well. */
    static final List<String> CHANGELOG_NAMES = List.of(
            IGNORE_PARSE_ERRORS,
            TIMESTAMP_STANDARD,
            NULL_KEY_MODE,
            NULL_KEY_LITERAL,
            PLAIN_DECIMALS,
            IGNORE_NULL_FIELDS);

    /** What becomes of an entry with a null key when a map is written. */
    enum NullKeyMode {
        /** It is an error. */
        FAIL,
        /** The entry is left out. */
        DROP,
        /** The key is written as a text given by another option. */
        LITERAL
    }

    /** Reads and checks the options. */
    static JsonOptions of(Map<String, String> options) {
        FormatOptions reader = new FormatOptions("json", options);
        reader.rejectUnknown(NAMES);
        return read(
                reader,
                reader.isTrue(FAIL_ON_MISSING_FIELD, false),
                reader.isTrue(IGNORE_PARSE_ERRORS, false),
                reader.isTrue(PARSER_ENABLED, true));
    }

    /** The options of a changelog format, which has those of this one that are given in {@link #CHANGELOG_NAMES}. */
    static JsonOptions ofChangelog(FormatOptions reader) {
        return read(reader, false, reader.isTrue(IGNORE_PARSE_ERRORS, false), false);
    }

    private static JsonOptions read(
            FormatOptions reader, boolean failOnMissingField, boolean ignoreParseErrors, boolean parserEnabled) {
        if (failOnMissingField && ignoreParseErrors) {
            throw reader.contradiction(FAIL_ON_MISSING_FIELD, IGNORE_PARSE_ERRORS, "cannot both be true");
        }
        String standard = reader.text(TIMESTAMP_STANDARD, "SQL");
        if (!standard.equals("SQL") && !standard.equals("ISO-8601")) {
            throw reader.invalid(TIMESTAMP_STANDARD, "SQL or ISO-8601");
        }
        return new JsonOptions(
                failOnMissingField,
                ignoreParseErrors,
                standard.equals("ISO-8601"),
                nullKeyMode(reader),
                reader.text(NULL_KEY_LITERAL, "null"),
                reader.isTrue(PLAIN_DECIMALS, false),
                reader.isTrue(IGNORE_NULL_FIELDS, false),
                parserEnabled);
    }

    private static NullKeyMode nullKeyMode(FormatOptions reader) {
        String value = reader.text(NULL_KEY_MODE, "FAIL");
        for (NullKeyMode mode : NullKeyMode.values()) {
            if (mode.name().equals(value.toUpperCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw reader.invalid(NULL_KEY_MODE, "FAIL, DROP or LITERAL");
    }
}
