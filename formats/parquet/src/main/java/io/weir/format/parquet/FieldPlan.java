package io.weir.format.parquet;

import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.table.types.logical.LogicalType;

/** How a field of the table is put together from the columns of a file. */
sealed interface FieldPlan {
    /**
     * A column of the file.
     *
     * @param leaf the number of the column among those that are read
     * @param reader makes what turns its values into those of the type
     */
    record Leaf(int leaf, SchemaNode node, LogicalType type, Supplier<ValueReader> reader) implements FieldPlan {}

    /** A group of fields; it is NULL below the definition level of its node. */
    record Row(SchemaNode node, List<FieldPlan> fields) implements FieldPlan {}

    /**
     * A list of values.
     *
     * @param node the list; it is NULL below its definition level
     * @param repeated what is repeated in it; the list is empty below its definition level
     */
    record Array(SchemaNode node, SchemaNode repeated, FieldPlan element) implements FieldPlan {}

    /** As a list, of entries. */
    record Map(SchemaNode node, SchemaNode repeated, FieldPlan key, FieldPlan value) implements FieldPlan {}

    /** A field that the file has not: NULL. */
    record Missing(LogicalType type) implements FieldPlan {}
}
