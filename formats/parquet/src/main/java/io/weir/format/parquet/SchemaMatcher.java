package io.weir.format.parquet;

import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;

/** Finds the fields of a table in the schema of a file, by name, and says what does not fit. */
final class SchemaMatcher {
    private static final int NAMES_SHOWN_MAX = 30;

    private final Path file;
    private final ParquetOptions options;
    private final List<FieldPlan.Leaf> leaves = new ArrayList<>();

    private SchemaMatcher(Path file, ParquetOptions options) {
        this.file = file;
        this.options = options;
    }

    /**
     * How the fields are read.
     *
     * @param fields one for each field
     * @param leaves the columns that are read, by their numbers
     * @param missing the fields that the file has not
     */
    record Matched(List<FieldPlan> fields, List<FieldPlan.Leaf> leaves, List<String> missing) {}

    static Matched match(Path file, SchemaNode root, RowType type, ParquetOptions options) {
        SchemaMatcher matcher = new SchemaMatcher(file, options);
        List<FieldPlan> fields = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (RowType.RowField field : type.getFields()) {
            FieldPlan plan = matcher.child(root, field, field.getName());
            if (plan instanceof FieldPlan.Missing) {
                missing.add(field.getName());
            }
            fields.add(plan);
        }
        return new Matched(fields, matcher.leaves, missing);
    }

    private FieldPlan child(SchemaNode parent, RowType.RowField field, String path) {
        Optional<SchemaNode> child = parent.child(field.getName());
        if (child.isEmpty()) {
            if (!field.getType().isNullable()) {
                throw mismatch(path, "is not in the file, but NOT NULL in the table", columns(parent));
            }
            return new FieldPlan.Missing(field.getType());
        }
        return plan(child.get(), field.getType(), path);
    }

    static String columns(SchemaNode parent) {
        String names = parent.children().stream()
                .limit(NAMES_SHOWN_MAX)
                .map(SchemaNode::name)
                .collect(Collectors.joining(", "));
        return "The file has: " + names + (parent.children().size() > NAMES_SHOWN_MAX ? ", …" : "")
                + ". Names are told apart by upper and lower case";
    }

    private FieldPlan plan(SchemaNode node, LogicalType type, String path) {
        switch (type.getTypeRoot()) {
            case ROW -> {
                if (node.isColumn() || node.isRepeated() || node.isList() || node.isMap()) {
                    throw otherType(node, type, path);
                }
                List<FieldPlan> fields = new ArrayList<>();
                for (RowType.RowField field : ((RowType) type).getFields()) {
                    fields.add(child(node, field, path + "." + field.getName()));
                }
                if (fields.stream().allMatch(FieldPlan.Missing.class::isInstance)) {
                    throw mismatch(path, "has none of the fields of " + type.asSummaryString(), columns(node));
                }
                return new FieldPlan.Row(node, fields);
            }
            case ARRAY -> {
                return array(node, (ArrayType) type, path);
            }
            case MAP, MULTISET -> {
                return map(node, type, path);
            }
            default -> {
                return leaf(node, type, path);
            }
        }
    }

    private FieldPlan leaf(SchemaNode node, LogicalType type, String path) {
        Optional<Supplier<ValueReader>> reader = node.isColumn() && !node.isRepeated()
                ? ValueReaders.of(node.element(), type, options.zone())
                : Optional.empty();
        FieldPlan.Leaf leaf =
                new FieldPlan.Leaf(leaves.size(), node, type, reader.orElseThrow(() -> otherType(node, type, path)));
        leaves.add(leaf);
        return leaf;
    }

    private FieldPlan array(SchemaNode node, ArrayType type, String path) {
        if (node.isRepeated()) {
            // A field that is repeated without a list around it.
            SchemaNode single = new SchemaNode(
                    withoutRepetition(node),
                    node.repetitionMax(),
                    node.definitionMax(),
                    node.column(),
                    node.children());
            SchemaNode above = new SchemaNode(
                    node.element(), node.repetitionMax() - 1, node.definitionMax() - 1, -1, List.of(node));
            return new FieldPlan.Array(above, node, plan(single, type.getElementType(), path));
        }
        if (!node.isList()
                || node.children().size() != 1
                || !node.children().get(0).isRepeated()) {
            throw otherType(node, type, path);
        }
        SchemaNode repeated = node.children().get(0);
        boolean isElement = repeated.isColumn()
                || repeated.children().size() > 1
                || repeated.name().equals("array")
                || repeated.name().equals(node.name() + "_tuple");
        SchemaNode element = isElement
                ? new SchemaNode(
                        withoutRepetition(repeated),
                        repeated.repetitionMax(),
                        repeated.definitionMax(),
                        repeated.column(),
                        repeated.children())
                : repeated.children().get(0);
        return new FieldPlan.Array(node, repeated, plan(element, type.getElementType(), path + "[]"));
    }

    private static SchemaElement withoutRepetition(SchemaNode node) {
        SchemaElement copy = node.element().deepCopy();
        copy.setRepetition_type(FieldRepetitionType.REQUIRED);
        return copy;
    }

    private FieldPlan map(SchemaNode node, LogicalType type, String path) {
        boolean isMap = node.isMap()
                && node.children().size() == 1
                && node.children().get(0).isRepeated()
                && node.children().get(0).children().size() == 2;
        if (!isMap) {
            throw otherType(node, type, path);
        }
        SchemaNode repeated = node.children().get(0);
        FieldPlan key = plan(repeated.children().get(0), Columns.mapKeyType(type), path + ".key");
        FieldPlan value = plan(repeated.children().get(1), Columns.mapValueType(type), path + ".value");
        return new FieldPlan.Map(node, repeated, key, value);
    }

    private WeirException otherType(SchemaNode node, LogicalType type, String path) {
        return mismatch(
                path,
                "is " + node.describe() + " in the file, but " + type.asSummaryString() + " in the table",
                FileTypes.declaration(node)
                        .map(it -> "Declare the column as " + it)
                        .orElse("Declare the column as it is in the file, or leave it out"));
    }

    private WeirException mismatch(String path, String what, String hint) {
        return new WeirException(ErrorCode.VALUE_INVALID, what, "file " + file + ", column " + path, hint, null);
    }
}
