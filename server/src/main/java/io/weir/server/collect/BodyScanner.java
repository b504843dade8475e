package io.weir.server.collect;

import io.weir.server.http.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the records in a body: an object; an array of objects; or objects one after the other, with line feeds between
 * them or without, as {@code curl -d @file} sends them.
 *
 * <p>A record that is no JSON ends at the next line feed, so that those behind it can be judged as well; in an array
 * nothing behind it can.
 */
final class BodyScanner {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int UNKNOWN_FIELDS_MAX = 20;

    private final Map<String, Integer> columns = new HashMap<>();
    private final boolean[] isText;
    private final int[] keyColumns;
    private final boolean refusesUnknown;

    BodyScanner(RowType type, List<String> keyFields, boolean refusesUnknown) {
        this.refusesUnknown = refusesUnknown;
        isText = new boolean[type.getFieldCount()];
        for (int i = 0; i < isText.length; i++) {
            columns.put(type.getFieldNames().get(i), i);
            isText[i] = type.getTypeAt(i).is(LogicalTypeFamily.CHARACTER_STRING);
        }
        keyColumns = keyFields.stream()
                .mapToInt(field -> columns.getOrDefault(field, -1))
                .toArray();
    }

    /** Everything that one body's scan keeps. */
    private static final class Scan {
        private final int recordsMax;
        private final List<ScannedRecord> records = new ArrayList<>();
        private final Set<String> unknown = new TreeSet<>();
        private int base;

        Scan(int recordsMax) {
            this.recordsMax = recordsMax;
        }

        boolean isFull() {
            return records.size() > recordsMax;
        }
    }

    /** Scans until there is one record more than the greatest number. */
    ScannedRecord.Body scan(byte[] body, int recordsMax) {
        Scan scan = new Scan(recordsMax);
        while (scan.base < body.length && !scan.isFull()) {
            int failedAt = -1;
            int lastStart = scan.base;
            try (JsonParser parser =
                    JSON.createParser(ObjectReadContext.empty(), body, scan.base, body.length - scan.base)) {
                while (!scan.isFull()) {
                    lastStart = scan.base + (int) parser.currentLocation().getByteOffset();
                    JsonToken token = parser.nextToken();
                    if (token == null) {
                        return result(scan);
                    }
                    if (token != JsonToken.START_ARRAY) {
                        record(scan, parser, token);
                    } else if (!array(scan, parser)) {
                        return result(scan);
                    }
                }
            } catch (JacksonException e) {
                scan.records.add(ScannedRecord.broken(scan.records.size(), message(e)));
                failedAt = lastStart;
            }
            scan.base = failedAt < 0 ? body.length : lineBehind(body, failedAt);
        }
        return result(scan);
    }

    private static ScannedRecord.Body result(Scan scan) {
        return new ScannedRecord.Body(
                scan.records, scan.unknown.stream().limit(UNKNOWN_FIELDS_MAX).toList());
    }

    private static String message(JacksonException e) {
        return "this is no JSON: " + Json.reason(e);
    }

    /** Behind the next line feed that follows something. */
    private static int lineBehind(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] <= ' ') {
            at++;
        }
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(body.length, at + 1);
    }

    /** False if the array is broken: nothing behind can be understood. */
    private boolean array(Scan scan, JsonParser parser) {
        try {
            JsonToken token = parser.nextToken();
            while (token != JsonToken.END_ARRAY && !scan.isFull()) {
                record(scan, parser, token);
                token = parser.nextToken();
            }
            return true;
        } catch (JacksonException e) {
            scan.records.add(
                    ScannedRecord.broken(scan.records.size(), message(e) + "; the rest of the array cannot be read"));
            return false;
        }
    }

    private void record(Scan scan, JsonParser parser, JsonToken token) {
        int index = scan.records.size();
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            scan.records.add(ScannedRecord.broken(index, "this is no JSON object"));
            return;
        }
        int start = scan.base + (int) parser.currentTokenLocation().getByteOffset();
        BitSet present = new BitSet(isText.length);
        int[] keySpans = new int[2 * keyColumns.length];
        Arrays.fill(keySpans, -1);
        String problem = null;
        boolean isEmpty = true;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            isEmpty = false;
            String name = parser.currentName();
            Integer column = columns.get(name);
            JsonToken value = parser.nextToken();
            int valueStart = scan.base + (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            if (column == null) {
                if (scan.unknown.size() <= UNKNOWN_FIELDS_MAX) {
                    scan.unknown.add(name);
                }
                problem = refusesUnknown && problem == null
                        ? "field " + name + ": the table has no such column"
                        : problem;
                continue;
            }
            if (present.get(column)) {
                problem = problem == null ? "field " + name + " is there twice" : problem;
            }
            present.set(column);
            if (isText[column] && value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL) {
                problem = problem == null ? "field " + name + ": this is no text" : problem;
            }
            if (keyColumns.length > 0) {
                parser.finishToken();
                noteKey(
                        keySpans,
                        column,
                        valueStart,
                        scan.base + (int) parser.currentLocation().getByteOffset());
            }
        }
        int end = scan.base + (int) parser.currentLocation().getByteOffset();
        scan.records.add(new ScannedRecord(index, start, end, isEmpty, present, keySpans, problem));
    }

    private void noteKey(int[] spans, int column, int start, int end) {
        for (int i = 0; i < keyColumns.length; i++) {
            if (keyColumns[i] == column) {
                spans[2 * i] = start;
                spans[2 * i + 1] = end;
            }
        }
    }
}
