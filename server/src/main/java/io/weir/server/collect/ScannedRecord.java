package io.weir.server.collect;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a request's body, as far as it can be judged without reading its values.
 *
 * @param index its place among the records of the request
 * @param start of its text in the body
 * @param end behind its text
 * @param isEmpty true for an object without fields
 * @param present the columns for which it has a field
 * @param keySpans where in the body the values of the key columns are: start and end of each, -1 for none
 * @param problem what is wrong with it, if something is
 */
record ScannedRecord(
        int index,
        int start,
        int end,
        boolean isEmpty,
        BitSet present,
        int[] keySpans,
        @Nullable String problem) {
    static ScannedRecord broken(int index, String problem) {
        return new ScannedRecord(index, 0, 0, true, new BitSet(), new int[0], problem);
    }

    /** What is found in a body. */
    record Body(List<ScannedRecord> records, List<String> unknownFields) {}
}
