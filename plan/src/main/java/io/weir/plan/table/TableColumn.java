package io.weir.plan.table;

import io.weir.plan.expression.PlanExpression;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;

/** A column of a table. */
public sealed interface TableColumn {
    String name();

    LogicalType type();

    /** A column that is stored. */
    record PhysicalColumn(String name, LogicalType type) implements TableColumn {}

    /**
     * A column that the connector or format fills in or takes, outside the stored row.
     *
     * @param metadataKey the key in FROM 'key', if it was given
     * @param isVirtual whether it is only read, never written
     */
    record MetadataColumn(String name, LogicalType type, Optional<String> metadataKey, boolean isVirtual)
            implements TableColumn {
        /** The connector's name of the value: the key if one was given, otherwise the column's name. */
        public String key() {
            return metadataKey.orElse(name);
        }
    }

    /**
     * A column that is computed from others.
     *
     * @param expression over the columns of the table
     * @param sql the same as SQL
     */
    record ComputedColumn(String name, PlanExpression expression, String sql) implements TableColumn {
        @Override
        public LogicalType type() {
            return expression.type();
        }
    }
}
