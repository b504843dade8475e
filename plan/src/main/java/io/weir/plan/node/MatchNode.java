package io.weir.plan.node;

import io.weir.plan.expression.PlanExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MATCH_RECOGNIZE.
 *
 * @param pattern the regular expression over pattern variables
 * @param definitions condition of each variable
 * @param measures what a match gives, in the order of the result's fields
 * @param after where to go on after a match
 * @param within the longest duration of a match
 */
public record MatchNode(
        NodeInfo info,
        PlanExpression pattern,
        Map<String, PlanExpression> definitions,
        Map<String, PlanExpression> measures,
        PlanExpression after,
        Map<String, List<String>> subsets,
        boolean isAllRows,
        List<Integer> partitionKeys,
        List<SortField> orderBy,
        Optional<PlanExpression> within)
        implements PlanNode {
    public MatchNode {
        definitions = Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
        measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
        subsets = Collections.unmodifiableMap(new LinkedHashMap<>(subsets));
        partitionKeys = List.copyOf(partitionKeys);
        orderBy = List.copyOf(orderBy);
    }
}
