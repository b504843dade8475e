package io.weir.connector.kafka;

import io.weir.engine.connector.TableOptions;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.logical.RowType;

/**
 * The options that reading from and writing to Kafka have in common.
 *
 * @param name the table's full name, for messages
 * @param topics the topics
 * @param properties what is handed to Kafka's client, without the prefix {@code properties.}
 * @param value the format of values
 * @param key the format of keys, if keys are used
 * @param isKeyInValue true if the value has the key's columns too
 * @param isUpsert true for {@code upsert-kafka}: a record replaces those before it that have its key, and one whose
 *     value is null removes them
 */
record KafkaTable(
        String name,
        TopicChoice topics,
        Map<String, String> properties,
        RecordFormat value,
        Optional<KeyFormat> key,
        boolean isKeyInValue,
        boolean isUpsert) {
    static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private static final String PROPERTIES_PREFIX = "properties.";

    /**
     * Names that need no quotes, which is what nearly all lists hold: Flink's own reader loads a whole YAML library.
     */
    private static final Pattern PLAIN_LIST = Pattern.compile("[\\w.-]+(;[\\w.-]+)*");

    static KafkaTable of(String name, TableOptions reader) {
        reader.required(PROPERTIES_PREFIX + BOOTSTRAP_SERVERS);
        Map<String, String> properties = reader.withPrefix(PROPERTIES_PREFIX);
        TopicChoice topics = topics(name, reader);
        RecordFormat value = value(name, reader);
        Optional<KeyFormat> key = key(name, reader, list(reader, "key.fields"));
        return new KafkaTable(name, topics, Map.copyOf(properties), value, key, isKeyInValue(reader, key), false);
    }

    /** A table of {@code upsert-kafka}, whose records have the primary key as their key. */
    static KafkaTable ofUpsert(String name, TableOptions reader, List<String> primaryKey) {
        reader.required(PROPERTIES_PREFIX + BOOTSTRAP_SERVERS);
        reader.required("key.format");
        reader.required("value.format");
        if (primaryKey.isEmpty()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "a table of 'upsert-kafka' needs a primary key",
                    "table " + name,
                    "Declare the columns that are in the record's key: PRIMARY KEY (…) NOT ENFORCED",
                    null);
        }
        Map<String, String> properties = reader.withPrefix(PROPERTIES_PREFIX);
        TopicChoice topics = topics(name, reader);
        RecordFormat value = value(name, reader);
        Optional<KeyFormat> key = key(name, reader, primaryKey);
        return new KafkaTable(name, topics, Map.copyOf(properties), value, key, isKeyInValue(reader, key), true);
    }

    /** The addresses that the table gives, for messages. */
    String servers() {
        return properties.getOrDefault(BOOTSTRAP_SERVERS, "");
    }

    /** True for a column that is read from, or written to, the key and not the value. */
    boolean isKeyOnly(String column) {
        return !isKeyInValue && isInKey(column);
    }

    /** True for a column that is in the key, and perhaps in the value as well. */
    boolean isInKey(String column) {
        return key.isPresent() && key.get().fields().contains(column);
    }

    /** The fields of a record's value, where these are the table's physical columns. */
    RowType valueType(RowType columns) {
        return new RowType(columns.getFields().stream()
                .filter(column -> !isKeyOnly(column.getName()))
                .toList());
    }

    /** The fields of a record's key, by the names they have there. */
    RowType keyType(RowType columns) {
        KeyFormat format = key.orElseThrow();
        return new RowType(Arrays.stream(keyColumns(columns))
                .mapToObj(column -> columns.getFields().get(column))
                .map(column -> new RowType.RowField(format.nameInKey(column.getName()), column.getType()))
                .toList());
    }

    /** The indexes of the columns that are in the key, in the key's order. */
    int[] keyColumns(RowType columns) {
        return key.orElseThrow().fields().stream()
                .mapToInt(field -> keyColumn(field, columns))
                .toArray();
    }

    private int keyColumn(String field, RowType columns) {
        int index = columns.getFieldIndex(field);
        if (index < 0) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "there is no column '" + field + "'; the columns are " + String.join(", ", columns.getFieldNames()),
                    "table " + name + ", option 'key.fields'",
                    "",
                    null);
        }
        return index;
    }

    private static TopicChoice topics(String name, TableOptions reader) {
        Optional<String> pattern = reader.text("topic-pattern");
        List<String> topics = list(reader, "topic");
        if (pattern.isPresent() && !topics.isEmpty()) {
            throw reader.invalid("topic-pattern", "the table has the option 'topic' too; keep one of them");
        }
        if (pattern.isPresent()) {
            try {
                return new TopicChoice.Matching(Pattern.compile(pattern.get()));
            } catch (PatternSyntaxException e) {
                throw reader.invalid("topic-pattern", "it is no regular expression: " + e.getDescription());
            }
        }
        if (topics.isEmpty()) {
            throw new WeirException(
                    ErrorCode.OPTION_MISSING,
                    "option 'topic' is missing",
                    "table " + name,
                    "Add 'topic' or 'topic-pattern' to the table's WITH clause",
                    null);
        }
        return new TopicChoice.Named(topics);
    }

    private static RecordFormat value(String name, TableOptions reader) {
        Optional<String> format = reader.text("format");
        Optional<String> valueFormat = reader.text("value.format");
        if (format.isPresent() && valueFormat.isPresent()) {
            throw reader.invalid("value.format", "the table has the option 'format' too; keep one of them");
        }
        if (format.isPresent()) {
            return format(reader, format.get(), "");
        }
        if (valueFormat.isPresent()) {
            return format(reader, valueFormat.get(), "value.");
        }
        throw new WeirException(
                ErrorCode.FORMAT_UNKNOWN,
                "option 'format' is missing",
                "table " + name,
                "Say how records are written, for instance 'format' = 'json'",
                null);
    }

    private static RecordFormat format(TableOptions reader, String format, String prefix) {
        String optionPrefix = prefix + format + ".";
        return new RecordFormat(format, optionPrefix, reader.withPrefix(optionPrefix));
    }

    private static Optional<KeyFormat> key(String name, TableOptions reader, List<String> fields) {
        Optional<String> format = reader.text("key.format");
        String prefix = reader.text("key.fields-prefix", "");
        if (format.isEmpty()) {
            if (!fields.isEmpty()) {
                throw reader.invalid("key.fields", "it needs the option 'key.format'");
            }
            return Optional.empty();
        }
        if (fields.isEmpty()) {
            throw new WeirException(
                    ErrorCode.OPTION_MISSING,
                    "option 'key.fields' is missing: the table has 'key.format' = '" + format.get() + "'",
                    "table " + name,
                    "Name the columns that are in the key, separated by semicolons",
                    null);
        }
        for (String field : fields) {
            if (!field.startsWith(prefix)) {
                throw reader.invalid(
                        "key.fields",
                        "column '" + field + "' does not begin with 'key.fields-prefix' '" + prefix + "'");
            }
        }
        return Optional.of(new KeyFormat(format(reader, format.get(), "key."), fields, prefix));
    }

    private static boolean isKeyInValue(TableOptions reader, Optional<KeyFormat> key) {
        String include = reader.text("value.fields-include", "ALL").toUpperCase(Locale.ROOT);
        if (!include.equals("ALL") && !include.equals("EXCEPT_KEY")) {
            throw reader.invalid("value.fields-include", "it must be ALL or EXCEPT_KEY");
        }
        boolean isKeyInValue = include.equals("ALL");
        if (isKeyInValue && key.isPresent() && !key.get().fieldPrefix().isEmpty()) {
            throw reader.invalid("key.fields-prefix", "it needs 'value.fields-include' = 'EXCEPT_KEY'");
        }
        return isKeyInValue;
    }

    /** A list as Flink reads it: separated by semicolons, quoted where need be, or in YAML's form. */
    private static List<String> list(TableOptions reader, String option) {
        String text = reader.text(option, "");
        if (text.isEmpty()) {
            return List.of();
        }
        if (PLAIN_LIST.matcher(text).matches()) {
            return List.of(text.split(";"));
        }
        return Configuration.fromMap(Map.of(option, text))
                .get(ConfigOptions.key(option).stringType().asList().defaultValues());
    }
}
