package io.weir.connector.kafka;

import java.util.Map;

/**
 * The format of keys or values.
 *
 * @param name the format's name, for instance {@code json}
 * @param optionPrefix what the table's options of this format begin with, for instance {@code value.json.}
 * @param options those options without the prefix
 */
record RecordFormat(String name, String optionPrefix, Map<String, String> options) {}
