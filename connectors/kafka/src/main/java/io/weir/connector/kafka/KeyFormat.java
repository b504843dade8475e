package io.weir.connector.kafka;

import java.util.List;

/**
 * How keys are read and written.
 *
 * @param format the format
 * @param fields the names of the table's columns that are in the key
 * @param fieldPrefix what these names have before the name in the record's key
 */
record KeyFormat(RecordFormat format, List<String> fields, String fieldPrefix) {
    /** The name that a column has in the record's key. */
    String nameInKey(String column) {
        return column.substring(fieldPrefix.length());
    }
}
