package io.weir.plan.table;

import io.weir.plan.table.TableColumn.PhysicalColumn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;

/**
 * A table with everything that its DDL said.
 *
 * @param identifier the full name with back quotes, such as {@code `default_catalog`.`default_database`.`clicks`}; ""
 *     for an inline table
 * @param columns in the order of the DDL
 * @param primaryKey names of the columns of the primary key; empty without one
 * @param partitionKeys names of the columns of PARTITIONED BY
 * @param distribution DISTRIBUTED BY
 * @param options the WITH clause, hints merged in
 * @param hasDefinition whether the plan held the definition; without it only the identifier is known
 */
public record PlanTable(
        String identifier,
        List<TableColumn> columns,
        List<WatermarkDeclaration> watermarks,
        List<String> primaryKey,
        List<String> partitionKeys,
        Optional<Bucketing> distribution,
        Map<String, String> options,
        String comment,
        boolean hasDefinition) {
    public PlanTable {
        columns = List.copyOf(columns);
        watermarks = List.copyOf(watermarks);
        primaryKey = List.copyOf(primaryKey);
        partitionKeys = List.copyOf(partitionKeys);
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /** DISTRIBUTED BY: its kind (HASH, RANGE or UNKNOWN), number of buckets and columns. */
    public record Bucketing(String kind, Optional<Integer> bucketCount, List<String> bucketKeys) {
        public Bucketing {
            bucketKeys = List.copyOf(bucketKeys);
        }
    }

    /** The option {@code connector}, or "". */
    public String connector() {
        return options.getOrDefault("connector", "");
    }

    public Optional<String> option(String key) {
        return Optional.ofNullable(options.get(key));
    }

    /** The last part of the identifier, without quotes. */
    public String name() {
        int end = identifier.length();
        if (!identifier.endsWith("`")) {
            return identifier.substring(identifier.lastIndexOf('.') + 1);
        }
        int start = end - 1;
        while (start > 0
                && !(identifier.charAt(start - 1) == '`' && (start < 2 || identifier.charAt(start - 2) == '.'))) {
            start--;
        }
        return identifier.substring(start, end - 1).replace("``", "`");
    }

    /** What is really stored: the physical columns, which are what a format sees. */
    public RowType physicalRowType() {
        return new RowType(
                false,
                columns.stream()
                        .filter(PhysicalColumn.class::isInstance)
                        .map(PhysicalColumn.class::cast)
                        .map(column -> new RowType.RowField(column.name(), column.type()))
                        .toList());
    }
}
