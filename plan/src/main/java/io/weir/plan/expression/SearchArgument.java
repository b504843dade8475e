package io.weir.plan.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The second operand of the function SEARCH, which stands for IN, NOT IN, BETWEEN and chains of comparisons: a set of
 * ranges.
 *
 * @param ranges ascending, not overlapping
 * @param nullAs what SEARCH gives for a null
 * @param type the type of the bounds
 */
public record SearchArgument(List<Range> ranges, NullAs nullAs, LogicalType type) implements PlanExpression {
    public SearchArgument {
        ranges = List.copyOf(ranges);
    }

    /** What a null value gives. */
    public enum NullAs {
        TRUE,
        FALSE,
        UNKNOWN
    }

    /** Values between two bounds; a missing bound is open to that side. */
    public record Range(Optional<Bound> lower, Optional<Bound> upper) {
        /** Whether exactly one value lies in it. */
        public boolean isPoint() {
            return lower.isPresent()
                    && upper.isPresent()
                    && lower.get().inclusive()
                    && upper.get().inclusive()
                    && lower.get().value().equals(upper.get().value());
        }
    }

    /** The end of a range. */
    public record Bound(Literal value, boolean inclusive) {}

    @Override
    public String describe() {
        return ranges.stream().map(SearchArgument::describe).collect(Collectors.joining(", ", "{", "}"))
                + (nullAs == NullAs.UNKNOWN ? "" : " null as " + nullAs);
    }

    private static String describe(Range range) {
        if (range.isPoint()) {
            return range.lower().orElseThrow().value().describe();
        }
        String lower = range.lower()
                .map(bound -> (bound.inclusive() ? "[" : "(") + bound.value().describe())
                .orElse("(");
        String upper = range.upper()
                .map(bound -> bound.value().describe() + (bound.inclusive() ? "]" : ")"))
                .orElse(")");
        return lower + ".." + upper;
    }
}
