package io.weir.format.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * A field of a file: a column, or a group of fields.
 *
 * @param repetitionMax how many fields on the way to this one, itself included, may be repeated
 * @param definitionMax how many may be missing or repeated
 * @param column the index of its column chunk in a row group; -1 for a group
 */
record SchemaNode(SchemaElement element, int repetitionMax, int definitionMax, int column, List<SchemaNode> children) {

    /** The root of a file's schema, which lists all nodes, each before those below it. */
    static SchemaNode root(List<SchemaElement> elements) {
        if (elements.isEmpty()) {
            throw new DamagedException("a schema without a root");
        }
        Reader reader = new Reader(elements);
        SchemaElement root = elements.get(0);
        return new SchemaNode(root, 0, 0, -1, reader.children(root, 0, 0));
    }

    private static final class Reader {
        private final List<SchemaElement> elements;
        private int next = 1;
        private int columns;

        Reader(List<SchemaElement> elements) {
            this.elements = elements;
        }

        List<SchemaNode> children(SchemaElement parent, int repetition, int definition) {
            List<SchemaNode> children = new ArrayList<>();
            for (int i = 0; i < parent.getNum_children(); i++) {
                if (next >= elements.size()) {
                    throw new DamagedException("a schema that is cut short");
                }
                SchemaElement element = elements.get(next++);
                int itsRepetition = repetition;
                int itsDefinition = definition;
                if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
                    itsRepetition++;
                    itsDefinition++;
                } else if (element.getRepetition_type() == FieldRepetitionType.OPTIONAL) {
                    itsDefinition++;
                }
                boolean isColumn = !element.isSetNum_children() || element.getNum_children() == 0;
                children.add(new SchemaNode(
                        element,
                        itsRepetition,
                        itsDefinition,
                        isColumn ? columns++ : -1,
                        isColumn ? List.of() : children(element, itsRepetition, itsDefinition)));
            }
            return children;
        }
    }

    String name() {
        return element.getName();
    }

    boolean isColumn() {
        return column >= 0;
    }

    boolean isRepeated() {
        return element.getRepetition_type() == FieldRepetitionType.REPEATED;
    }

    Optional<SchemaNode> child(String name) {
        return children.stream().filter(child -> child.name().equals(name)).findFirst();
    }

    boolean isList() {
        return isKind(LogicalType._Fields.LIST, ConvertedType.LIST);
    }

    boolean isMap() {
        return isKind(LogicalType._Fields.MAP, ConvertedType.MAP)
                || element.getConverted_type() == ConvertedType.MAP_KEY_VALUE;
    }

    private boolean isKind(LogicalType._Fields logical, ConvertedType converted) {
        return element.isSetLogicalType() && element.getLogicalType().getSetField() == logical
                || element.getConverted_type() == converted;
    }

    /** What the field is, as a message names it. */
    String describe() {
        if (!isColumn()) {
            return isList() ? "a LIST" : isMap() ? "a MAP" : "a group of fields";
        }
        StringBuilder text = new StringBuilder(element.getType().name());
        if (element.getType() == Type.FIXED_LEN_BYTE_ARRAY) {
            text.append('(').append(element.getType_length()).append(')');
        }
        if (element.isSetLogicalType()) {
            LogicalType type = element.getLogicalType();
            text.append(" of kind ").append(type.getSetField().name());
            if (type.isSetDECIMAL()) {
                text.append('(').append(type.getDECIMAL().getPrecision()).append(", ");
                text.append(type.getDECIMAL().getScale()).append(')');
            }
        } else if (element.isSetConverted_type()) {
            text.append(" of kind ").append(element.getConverted_type().name());
        }
        return text.toString();
    }
}
