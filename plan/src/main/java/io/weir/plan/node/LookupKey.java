package io.weir.plan.node;

import io.weir.plan.expression.Literal;
import org.apache.flink.table.types.logical.LogicalType;

/** What a lookup join looks up by. */
public sealed interface LookupKey {
    /** A field of the input row. */
    record FieldKey(int index) implements LookupKey {}

    /** A constant. */
    record ConstantKey(LogicalType sourceType, Literal literal) implements LookupKey {}
}
