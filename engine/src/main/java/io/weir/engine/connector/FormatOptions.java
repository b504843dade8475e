package io.weir.engine.connector;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the options of one format; a wrong one gives a message that names the format, the option and what it may be.
 */
public final class FormatOptions {
    private final String format;
    private final Map<String, String> options;

    /** Makes a reader of options that have lost the format's prefix. */
    public FormatOptions(String format, Map<String, String> options) {
        this.format = format;
        this.options = Map.copyOf(options);
    }

    /** Refuses options that are not in the list. */
    public void rejectUnknown(List<String> names) {
        for (String name : options.keySet()) {
            if (!names.contains(name)) {
                throw new WeirException(
                        ErrorCode.OPTION_UNKNOWN,
                        "The format " + format + " has no option '" + name + "'",
                        "",
                        names.isEmpty() ? "It has no options" : "Its options are " + String.join(", ", names),
                        null);
            }
        }
    }

    public boolean has(String name) {
        return options.containsKey(name);
    }

    public String text(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    public boolean isTrue(String name, boolean otherwise) {
        String value = options.get(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> throw invalid(name, "true or false");
        };
    }

    /** The exception for a value that cannot be used; the rest of "Use …". */
    public WeirException invalid(String name, String allowed) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                "'" + text(name, "") + "' is no value for the option " + name + " of the format " + format,
                "",
                "Use " + allowed,
                null);
    }

    /** The exception for two options that do not go together; a clause such as "cannot both be true". */
    public WeirException contradiction(String first, String second, String clause) {
        return new WeirException(
                ErrorCode.OPTION_INVALID,
                first + " and " + second + " " + clause,
                "",
                "Change one of the two options of the format " + format,
                null);
    }

    /** The exception for an option without which the format cannot work. */
    public WeirException missing(String name, String hint) {
        return new WeirException(
                ErrorCode.OPTION_MISSING, "The format " + format + " needs the option '" + name + "'", "", hint, null);
    }

    /** The exception for columns that the format cannot have. */
    public WeirException unsupported(String what, String hint) {
        return new WeirException(ErrorCode.SQL_UNSUPPORTED, "The format " + format + " " + what, "", hint, null);
    }
}
