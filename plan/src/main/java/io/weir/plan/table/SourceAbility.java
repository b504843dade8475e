package io.weir.plan.table;

import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.PlanExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.table.types.logical.RowType;

/** Something that the planner pushed down into a source; they are applied in the order in which the plan has them. */
public sealed interface SourceAbility {

    /**
     * Only these fields, in this order.
     *
     * @param paths one path per produced field: position in the physical row, then in the nested row, and so on
     * @param producedType what the source produces after this
     */
    record ProjectPushDown(List<List<Integer>> paths, RowType producedType) implements SourceAbility {
        public ProjectPushDown {
            paths = paths.stream().map(List::copyOf).toList();
        }

        /** Whether a path leads into a nested row. */
        public boolean isNested() {
            return paths.stream().anyMatch(path -> path.size() > 1);
        }
    }

    /**
     * Only rows for which all predicates are true.
     *
     * @param predicates over the row as it is at this point
     */
    record FilterPushDown(List<PlanExpression> predicates) implements SourceAbility {
        public FilterPushDown {
            predicates = List.copyOf(predicates);
        }
    }

    /** At most so many rows are needed; the source may give more. */
    record LimitPushDown(long limit) implements SourceAbility {}

    /**
     * Only these partitions.
     *
     * @param partitions column name to value, one map per partition
     */
    record PartitionPushDown(List<Map<String, String>> partitions) implements SourceAbility {
        public PartitionPushDown {
            partitions = partitions.stream()
                    .map(partition -> Collections.unmodifiableMap(new LinkedHashMap<>(partition)))
                    .toList();
        }
    }

    /**
     * Metadata is appended to the physical row.
     *
     * @param metadataKeys the connector's keys, in the order in which their values follow the physical fields
     */
    record ReadingMetadata(List<String> metadataKeys, RowType producedType) implements SourceAbility {
        public ReadingMetadata {
            metadataKeys = List.copyOf(metadataKeys);
        }
    }

    /**
     * The source itself makes watermarks, per split.
     *
     * @param watermark over the produced row
     * @param rowtime the time attribute, where the plan has it
     * @param idleTimeoutMillis table.exec.source.idle-timeout at planning; not above 0 means none
     * @param parameters what scan.watermark.* said
     */
    record WatermarkPushDown(
            PlanExpression watermark,
            Optional<PlanExpression> rowtime,
            long idleTimeoutMillis,
            RowType producedType,
            Optional<WatermarkParameters> parameters)
            implements SourceAbility {

        /** The idle timeout that counts: the table's own, otherwise the job's; empty means splits never become idle. */
        public OptionalLong effectiveIdleTimeoutMillis() {
            long own =
                    parameters.map(WatermarkParameters::sourceIdleTimeoutMillis).orElse(0L);
            long millis = own > 0 ? own : idleTimeoutMillis;
            return millis > 0 ? OptionalLong.of(millis) : OptionalLong.empty();
        }
    }

    /**
     * Options scan.watermark.* of a table.
     *
     * @param emitStrategy ON_PERIODIC or ON_EVENT
     * @param alignGroup group of sources that wait for one another; empty for none
     * @param sourceIdleTimeoutMillis not above 0 means that the job's setting counts
     */
    record WatermarkParameters(
            String emitStrategy,
            Optional<String> alignGroup,
            long alignMaxDriftMillis,
            long alignUpdateIntervalMillis,
            long sourceIdleTimeoutMillis) {
        public boolean isOnEvent() {
            return emitStrategy.equals("ON_EVENT");
        }
    }

    /** The source's own watermarks are used: SOURCE_WATERMARK(). */
    record SourceWatermark(boolean isEnabled, RowType producedType) implements SourceAbility {}

    /** The source aggregates locally. */
    record AggregatePushDown(
            RowType inputType, List<List<Integer>> groupingSets, List<AggregateCall> calls, RowType producedType)
            implements SourceAbility {
        public AggregatePushDown {
            groupingSets = groupingSets.stream().map(List::copyOf).toList();
            calls = List.copyOf(calls);
        }
    }

    /** An ability that this reader does not know. */
    record UnknownAbility(String type, String json) implements SourceAbility {}
}
