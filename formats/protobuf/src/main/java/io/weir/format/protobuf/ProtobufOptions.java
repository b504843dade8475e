package io.weir.format.protobuf;

import io.weir.engine.connector.FormatOptions;
import java.util.List;
import java.util.Map;

/**
 * The options of the format, named and checked as Flink's are.
 *
 * @param messageClass {@code message-class-name}: the generated class
 * @param ignoreParseErrors {@code ignore-parse-errors}: records that cannot be read are skipped and counted
 * @param readDefaultValues {@code read-default-values}: a field that is not there is its default value, not NULL; in
 *     proto3 that is so for plain fields in any case
 * @param nullLiteral {@code write-null-string-literal}: the text that is written for a NULL in an array or a map
 */
record ProtobufOptions(String messageClass, boolean ignoreParseErrors, boolean readDefaultValues, String nullLiteral) {
    static final String MESSAGE_CLASS = "message-class-name";
    static final String IGNORE_PARSE_ERRORS = "ignore-parse-errors";
    static final String READ_DEFAULTS = "read-default-values";
    static final String NULL_LITERAL = "write-null-string-literal";

    /** Reads and checks the options. */
    static ProtobufOptions of(Map<String, String> options) {
        FormatOptions reader = new FormatOptions("protobuf", options);
        reader.rejectUnknown(List.of(MESSAGE_CLASS, IGNORE_PARSE_ERRORS, READ_DEFAULTS, NULL_LITERAL));
        if (!reader.has(MESSAGE_CLASS)) {
            throw reader.missing(MESSAGE_CLASS, "Name the class that protoc has generated for the message");
        }
        return new ProtobufOptions(
                reader.text(MESSAGE_CLASS, ""),
                reader.isTrue(IGNORE_PARSE_ERRORS, false),
                reader.isTrue(READ_DEFAULTS, false),
                reader.text(NULL_LITERAL, ""));
    }
}
