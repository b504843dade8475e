package io.weir.plan.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;

/** Something that the planner asked of a sink. */
public sealed interface SinkAbility {

    /**
     * Metadata columns follow the physical fields of the row.
     *
     * @param consumedType the row with its metadata
     */
    record WritingMetadata(List<String> metadataKeys, LogicalType consumedType) implements SinkAbility {
        public WritingMetadata {
            metadataKeys = List.copyOf(metadataKeys);
        }
    }

    /** INSERT OVERWRITE. */
    record Overwrite(boolean isOverwrite) implements SinkAbility {}

    /** INSERT INTO … PARTITION (column = value). */
    record Partitioning(Map<String, String> partition) implements SinkAbility {
        public Partitioning {
            partition = Collections.unmodifiableMap(new LinkedHashMap<>(partition));
        }
    }

    /** DISTRIBUTED BY is wanted. */
    record Bucketing() implements SinkAbility {}

    /** Only these columns of the table are written; one path each. */
    record TargetColumnWriting(List<List<Integer>> targetColumns) implements SinkAbility {
        public TargetColumnWriting {
            targetColumns = targetColumns.stream().map(List::copyOf).toList();
        }
    }

    /** An ability that this reader does not know, or that only batch jobs use: row-level update and delete. */
    record UnknownAbility(String type, String json) implements SinkAbility {}
}
