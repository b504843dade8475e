package io.weir.server.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of a request's records.
 *
 * @param accepted how many are safe
 * @param rejected those that cannot be taken, the first hundred of them
 * @param rejectedCount how many cannot be taken
 * @param unknownFields fields for which the table has no column, if that was asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record CollectAnswer(
        @JsonInclude(JsonInclude.Include.ALWAYS) int accepted,
        List<Rejected> rejected,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rejectedCount,
        List<String> unknownFields) {
    /**
     * A record that cannot be taken.
     *
     * @param index its place in the request, from 0
     */
    record Rejected(int index, String reason) {}

    CollectAnswer {
        rejected = List.copyOf(rejected);
        unknownFields = List.copyOf(unknownFields);
    }
}
