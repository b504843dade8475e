package io.weir.format.json;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
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
        for (String name : options.keySet()) {
            if (!NAMES.contains(name)) {
                throw new WeirException(
                        ErrorCode.OPTION_UNKNOWN,
                        "The format json has no option '" + name + "'",
                        "",
                        "Its options are " + String.join(", ", NAMES),
                        null);
            }
        }
        boolean failOnMissingField = isTrue(options, FAIL_ON_MISSING_FIELD, false);
        boolean ignoreParseErrors = isTrue(options, IGNORE_PARSE_ERRORS, false);
        if (failOnMissingField && ignoreParseErrors) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    FAIL_ON_MISSING_FIELD + " and " + IGNORE_PARSE_ERRORS + " cannot both be true",
                    "",
                    "Set one of the two options of the format json to false",
                    null);
        }
        String standard = options.getOrDefault(TIMESTAMP_STANDARD, "SQL");
        if (!standard.equals("SQL") && !standard.equals("ISO-8601")) {
            throw invalid(TIMESTAMP_STANDARD, standard, "SQL or ISO-8601");
        }
        return new JsonOptions(
                failOnMissingField,
                ignoreParseErrors,
                standard.equals("ISO-8601"),
                nullKeyMode(options.getOrDefault(NULL_KEY_MODE, "FAIL")),
                options.getOrDefault(NULL_KEY_LITERAL, "null"),
                isTrue(options, PLAIN_DECIMALS, false),
                isTrue(options, IGNORE_NULL_FIELDS, false),
                isTrue(options, PARSER_ENABLED, true));
    }

    private static NullKeyMode nullKeyMode(String value) {
        for (NullKeyMode mode : NullKeyMode.values()) {
            if (mode.name().equals(value.toUpperCase(Locale.ROOT))) {
                return mode;
            }
        }
        throw invalid(NULL_KEY_MODE, value, "FAIL, DROP or LITERAL");
    }

    private static boolean isTrue(Map<String, String> options, String name, boolean defaultValue) {
        String value = options.get(name);
        if (value == null) {
            return defaultValue;
        }
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> throw invalid(name, value, "true or false");
        };
    }

    private static WeirException invalid(String name, String value, String allowed) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + value + "' is no value for the option " + name + " of the format json",
                "",
                "Use " + allowed,
                null);
    }
}
