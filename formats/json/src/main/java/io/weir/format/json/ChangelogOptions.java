package io.weir.format.json;

import io.weir.engine.connector.FormatOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The options of a changelog format, named and checked as Flink's are.
 *
 * @param json those that it has in common with the format json
 * @param schemaInclude {@code schema-include} of debezium-json: the change stands in a field {@code payload}
 * @param database {@code database.include} of canal-json: changes of other databases are passed over; null for none
 * @param table {@code table.include} of canal-json; null for none
 */
record ChangelogOptions(
        JsonOptions json,
        boolean schemaInclude,
        @Nullable Pattern database,
        @Nullable Pattern table) {
    static final String SCHEMA_INCLUDE = "schema-include";
    static final String DATABASE_INCLUDE = "database.include";
    static final String TABLE_INCLUDE = "table.include";

    /** Reads and checks the options of the format, which has some of its own beside the common ones. */
    static ChangelogOptions of(String format, Map<String, String> options, String... own) {
        List<String> names = new ArrayList<>(List.of(own));
        names.addAll(JsonOptions.CHANGELOG_NAMES);
        FormatOptions reader = new FormatOptions(format, options);
        reader.rejectUnknown(names);
        return new ChangelogOptions(
                JsonOptions.ofChangelog(reader),
                reader.isTrue(SCHEMA_INCLUDE, false),
                pattern(reader, DATABASE_INCLUDE),
                pattern(reader, TABLE_INCLUDE));
    }

    private static @Nullable Pattern pattern(FormatOptions reader, String name) {
        if (!reader.has(name)) {
            return null;
        }
        try {
            return Pattern.compile(reader.text(name, ""));
        } catch (PatternSyntaxException e) {
            throw reader.invalid(name, "a regular expression that Java compiles (" + e.getDescription() + ")");
        }
    }
}
