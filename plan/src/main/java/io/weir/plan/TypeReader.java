package io.weir.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.dataview.NullSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.CharType;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RawType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.StructuredType;
import org.apache.flink.table.types.logical.SymbolType;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.ZonedTimestampType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * Reads logical types: SQL text, or an object where text cannot say everything, such as the kind of a time attribute.
 *
 * <p>The serializer of a RAW type that is written as an object is not restored, because it lives in Flink's runtime;
 * the type only keeps its place.
 */
final class TypeReader {
    private final ClassLoader classLoader;
    private final Map<String, LogicalType> parsed = new HashMap<>();

    TypeReader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    RowType rowType(PlanJson json) {
        if (read(json) instanceof RowType row) {
            return row;
        }
        throw json.unexpected("a ROW type");
    }

    LogicalType read(PlanJson json) {
        try {
            if (json.isText()) {
                return parsed.computeIfAbsent(json.text(), text -> LogicalTypeParser.parse(text, classLoader));
            }
            // A column's type may be wrapped together with the class of its values.
            return json.has("logicalType")
                    ? read(json.field("logicalType"))
                    : object(json).copy(json.flag("nullable", true));
        } catch (PlanException e) {
            throw e;
        } catch (RuntimeException e) {
            // Flink's parser and the constructors of its types throw several kinds.
            throw json.error("Type cannot be read: " + e.getMessage(), e);
        }
    }

    private LogicalType object(PlanJson json) {
        return switch (json.field("type").constant(LogicalTypeRoot.class)) {
            case CHAR -> CharType.ofEmptyLiteral();
            case VARCHAR -> VarCharType.ofEmptyLiteral();
            case BINARY -> BinaryType.ofEmptyLiteral();
            case VARBINARY -> VarBinaryType.ofEmptyLiteral();
            case TIMESTAMP_WITHOUT_TIME_ZONE -> new TimestampType(true, timestampKind(json), precision(json));
            case TIMESTAMP_WITH_TIME_ZONE -> new ZonedTimestampType(true, timestampKind(json), precision(json));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                new LocalZonedTimestampType(true, timestampKind(json), precision(json));
            case ARRAY -> new ArrayType(read(json.field("elementType")));
            case MULTISET -> new MultisetType(read(json.field("elementType")));
            case MAP -> new MapType(read(json.field("keyType")), read(json.field("valueType")));
            case ROW -> row(json);
            case DISTINCT_TYPE -> distinct(json);
            case STRUCTURED_TYPE -> structured(json);
            case SYMBOL -> new SymbolType<>();
            case RAW -> raw(json);
            default -> throw json.unexpected("a type that is written as an object");
        };
    }

    private static TimestampKind timestampKind(PlanJson json) {
        return json.field("kind").constant(TimestampKind.class);
    }

    private static int precision(PlanJson json) {
        return json.field("precision").index();
    }

    private RowType row(PlanJson json) {
        List<RowType.RowField> fields = new ArrayList<>();
        for (PlanJson field : json.field("fields").items()) {
            String name = field.field("name").text();
            LogicalType type = read(field.field("fieldType"));
            fields.add(field.optional("description")
                    .map(description -> new RowType.RowField(name, type, description.text()))
                    .orElseGet(() -> new RowType.RowField(name, type)));
        }
        return new RowType(fields);
    }

    private LogicalType distinct(PlanJson json) {
        DistinctType.Builder builder =
                DistinctType.newBuilder(identifier(json.field("objectIdentifier")), read(json.field("sourceType")));
        json.optional("description").ifPresent(description -> builder.description(description.text()));
        return builder.build();
    }

    private LogicalType structured(PlanJson json) {
        StructuredType.Builder builder = structuredBuilder(json);
        List<StructuredType.StructuredAttribute> attributes = new ArrayList<>();
        for (PlanJson attribute : json.field("attributes").items()) {
            String name = attribute.field("name").text();
            LogicalType type = read(attribute.field("attributeType"));
            attributes.add(new StructuredType.StructuredAttribute(name, type));
        }
        builder.attributes(attributes);
        builder.setFinal(json.flag("final", true));
        builder.setInstantiable(json.flag("instantiable", true));
        json.optional("description").ifPresent(description -> builder.description(description.text()));
        json.optional("comparison")
                .ifPresent(comparison ->
                        builder.comparison(comparison.constant(StructuredType.StructuredComparison.class)));
        json.optional("superType").ifPresent(superType -> {
            if (read(superType) instanceof StructuredType structured) {
                builder.superType(structured);
            }
        });
        return builder.build();
    }

    private StructuredType.Builder structuredBuilder(PlanJson json) {
        Optional<ObjectIdentifier> identifier =
                json.optional("objectIdentifier").map(TypeReader::identifier);
        Optional<String> className = json.optional("implementationClass").map(PlanJson::text);
        Optional<Class<?>> implementation = className.flatMap(name -> StructuredType.resolveClass(classLoader, name));
        if (identifier.isPresent()) {
            return implementation.isPresent()
                    ? StructuredType.newBuilder(identifier.get(), implementation.get())
                    : StructuredType.newBuilder(identifier.get());
        }
        if (implementation.isPresent()) {
            return StructuredType.newBuilder(implementation.get());
        }
        return StructuredType.newBuilder(className.orElseThrow(() -> json.error("Neither a name nor a class")));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private LogicalType raw(PlanJson json) {
        Class<?> originating;
        try {
            originating = Class.forName(json.field("class").text(), false, classLoader);
        } catch (ClassNotFoundException | LinkageError e) {
            originating = Object.class;
        }
        return new RawType(originating, NullSerializer.INSTANCE);
    }

    /** Splits {@code `catalog`.`database`.`object`}, where a back quote inside a name is doubled. */
    private static ObjectIdentifier identifier(PlanJson json) {
        String text = json.text();
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '`') {
                part.append(c);
                i++;
            } else if (c == '`') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        if (parts.size() != 3) {
            throw json.unexpected("an identifier of three parts");
        }
        return ObjectIdentifier.of(parts.get(0), parts.get(1), parts.get(2));
    }
}
