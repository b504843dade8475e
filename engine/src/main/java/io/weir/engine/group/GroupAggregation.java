package io.weir.engine.group;

import io.weir.engine.aggregate.Aggregation;
import java.util.Optional;

/**
 * What a {@link GroupAggregateOperator} is to do.
 *
 * @param aggregation over the input's rows, or, in a second phase, as it is received
 * @param transport what the input is, if it comes from a first phase
 * @param takesRowsBack whether the input has updates before and deletions
 * @param givesUpdateBefore whether an update is given out as two rows
 * @param ttlMillis how long a group is kept after its last row; 0 for ever
 * @param miniBatch how long results are held back
 * @param givesEveryChange whether each row's change of a result is given out, however rows come in batches
 */
public record GroupAggregation(
        Aggregation aggregation,
        Optional<GroupTransport> transport,
        boolean takesRowsBack,
        boolean givesUpdateBefore,
        long ttlMillis,
        Optional<MiniBatch> miniBatch,
        boolean givesEveryChange) {
    /** Over the rows of the input, in one phase. */
    public static GroupAggregation ofRows(
            Aggregation aggregation,
            boolean takesRowsBack,
            boolean givesUpdateBefore,
            long ttlMillis,
            Optional<MiniBatch> miniBatch,
            boolean givesEveryChange) {
        return new GroupAggregation(
                aggregation,
                Optional.empty(),
                takesRowsBack,
                givesUpdateBefore,
                ttlMillis,
                miniBatch,
                givesEveryChange && miniBatch.isEmpty());
    }

    /** Over what a first phase sends. */
    public static GroupAggregation ofTransport(
            GroupTransport transport,
            boolean takesRowsBack,
            boolean givesUpdateBefore,
            long ttlMillis,
            Optional<MiniBatch> miniBatch) {
        return new GroupAggregation(
                transport.received(),
                Optional.of(transport),
                takesRowsBack,
                givesUpdateBefore,
                ttlMillis,
                miniBatch,
                false);
    }

    /** The same with objects of users' functions of its own; see {@link Aggregation#bound()}. */
    public GroupAggregation bound() {
        return new GroupAggregation(
                aggregation.bound(),
                transport,
                takesRowsBack,
                givesUpdateBefore,
                ttlMillis,
                miniBatch,
                givesEveryChange);
    }

    /** True if groups come in, not rows. */
    boolean isPartial() {
        return transport.isPresent() && transport.get().isPartial();
    }

    /** The positions of the keys in the input. */
    int[] keys() {
        return transport.map(GroupTransport::keys).orElseGet(aggregation::keys);
    }
}
