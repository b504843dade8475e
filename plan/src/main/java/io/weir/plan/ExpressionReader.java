package io.weir.plan;

import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.CorrelationVariable;
import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.FunctionReference;
import io.weir.plan.expression.InputReference;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PatternReference;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.expression.SearchArgument;
import io.weir.plan.expression.SymbolLiteral;
import io.weir.plan.expression.TableArgument;
import io.weir.plan.expression.UnknownExpression;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.NullType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.StructuredType;
import org.jspecify.annotations.Nullable;

/** Reads expressions and aggregate calls. */
final class ExpressionReader {
    private final TypeReader types;

    ExpressionReader(TypeReader types) {
        this.types = types;
    }

    List<PlanExpression> readAll(PlanJson list) {
        return list.items().stream().map(this::read).toList();
    }

    Optional<PlanExpression> readOptional(PlanJson parent, String name) {
        return parent.optional(name).map(this::read);
    }

    PlanExpression read(PlanJson json) {
        String kind = json.field("kind").text();
        return switch (kind) {
            case "INPUT_REF" -> new InputReference(json.field("inputIndex").index(), type(json));
            case "LITERAL" -> constant(json);
            case "CALL" -> call(json);
            case "FIELD_ACCESS" -> fieldAccess(json);
            case "CORREL_VARIABLE" ->
                new CorrelationVariable(json.field("correl").text(), type(json));
            case "PATTERN_INPUT_REF" ->
                new PatternReference(
                        json.field("alpha").text(), json.field("inputIndex").index(), type(json));
            case "TABLE_ARG_CALL" ->
                new TableArgument(
                        json.field("inputIndex").index(),
                        json.field("partitionKeys").indexes(),
                        json.field("orderKeys").indexes(),
                        json.optional("orderDirections").map(PlanJson::texts).orElse(List.of()),
                        type(json));
            default -> new UnknownExpression(kind, json.json(), json.has("type") ? type(json) : new NullType());
        };
    }

    private LogicalType type(PlanJson json) {
        return types.read(json.field("type"));
    }

    private PlanExpression constant(PlanJson json) {
        LogicalType type = type(json);
        if (json.has("sarg")) {
            return searchArgument(json.field("sarg"), type);
        }
        if (json.has("symbol")) {
            return new SymbolLiteral(
                    json.field("symbol").text(), json.field("value").text(), type);
        }
        return literal(json, type);
    }

    /** A literal that is neither a symbol nor a search argument. */
    Literal literal(PlanJson json) {
        return literal(json, type(json));
    }

    private static Literal literal(PlanJson json, LogicalType type) {
        PlanJson value = json.field("value");
        return new Literal(value.isNull() ? null : literalValue(value, type), type);
    }

    private static Object literalValue(PlanJson value, LogicalType type) {
        try {
            return switch (type.getTypeRoot()) {
                case BOOLEAN -> value.flag();
                case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME ->
                    value.decimal().longValueExact();
                case DECIMAL -> value.decimal();
                case FLOAT -> value.decimal().floatValue();
                case DOUBLE -> value.decimal().doubleValue();
                case CHAR, VARCHAR -> value.text();
                case BINARY, VARBINARY -> Base64.getDecoder().decode(value.text());
                case DATE -> LocalDate.parse(value.text());
                case TIME_WITHOUT_TIME_ZONE -> LocalTime.parse(value.text());
                case TIMESTAMP_WITHOUT_TIME_ZONE -> timestamp(value);
                case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(value).toInstant(ZoneOffset.UTC);
                default -> throw value.error("A literal of type " + type.asSummaryString() + " is not known");
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
            throw value.error("Not a literal of type " + type.asSummaryString() + ": " + value.json(), e);
        }
    }

    private static LocalDateTime timestamp(PlanJson value) {
        return LocalDateTime.parse(value.text().replace(' ', 'T'));
    }

    private static SearchArgument searchArgument(PlanJson json, LogicalType type) {
        List<SearchArgument.Range> ranges = new ArrayList<>();
        for (PlanJson range : json.field("ranges").items()) {
            ranges.add(new SearchArgument.Range(
                    range.optional("lower").map(bound -> bound(bound, type)),
                    range.optional("upper").map(bound -> bound(bound, type))));
        }
        if (json.has("containsNull")) {
            // Flink before 1.18 knew only these two.
            boolean containsNull = json.field("containsNull").flag();
            return new SearchArgument(
                    ranges, containsNull ? SearchArgument.NullAs.TRUE : SearchArgument.NullAs.UNKNOWN, type);
        }
        return new SearchArgument(ranges, json.field("nullAs").constant(SearchArgument.NullAs.class), type);
    }

    private static SearchArgument.Bound bound(PlanJson json, LogicalType type) {
        String boundType = json.field("boundType").text();
        return switch (boundType) {
            case "CLOSED" -> new SearchArgument.Bound(literal(json, type), true);
            case "OPEN" -> new SearchArgument.Bound(literal(json, type), false);
            default -> throw json.field("boundType").unexpected("OPEN or CLOSED");
        };
    }

    private FunctionCall call(PlanJson json) {
        List<PlanExpression> operands =
                json.optional("operands").map(this::readAll).orElse(List.of());
        return new FunctionCall(function(json), operands, type(json));
    }

    private FunctionReference function(PlanJson json) {
        String syntax = json.optional("syntax").map(PlanJson::text).orElse("FUNCTION");
        Optional<String> className = json.optional("class").map(PlanJson::text);
        if (json.has("internalName")) {
            return builtIn(json.field("internalName"), syntax);
        }
        if (json.has("catalogName")) {
            String identifier = json.field("catalogName").text();
            return new FunctionReference(FunctionReference.Kind.CATALOG, identifier, 0, className, syntax);
        }
        if (className.isPresent()) {
            return new FunctionReference(FunctionReference.Kind.INLINE, className.get(), 0, className, syntax);
        }
        if (json.has("systemName")) {
            String name = json.field("systemName").text();
            return new FunctionReference(FunctionReference.Kind.SYSTEM, name, 0, className, syntax);
        }
        // An operator without a name, such as the one that marks a default argument.
        String kind = json.field("sqlKind").text();
        return new FunctionReference(FunctionReference.Kind.BUILT_IN, kind, 1, Optional.empty(), syntax);
    }

    /** Takes {@code $IS NULL$1} apart: a dollar sign, the name, a dollar sign, the version. */
    private static FunctionReference builtIn(PlanJson internalName, String syntax) {
        String text = internalName.text();
        int dollar = text.length();
        while (dollar > 0 && Character.isDigit(text.charAt(dollar - 1))) {
            dollar--;
        }
        dollar--;
        int digits = text.length() - dollar - 1;
        if (dollar < 1 || digits < 1 || digits > 9 || text.charAt(0) != '$' || text.charAt(dollar) != '$') {
            throw internalName.unexpected("a name such as $AND$1");
        }
        return new FunctionReference(
                FunctionReference.Kind.BUILT_IN,
                text.substring(1, dollar).toUpperCase(Locale.ROOT),
                Integer.parseInt(text.substring(dollar + 1)),
                Optional.empty(),
                syntax);
    }

    private FieldAccess fieldAccess(PlanJson json) {
        String name = json.field("name").text();
        PlanExpression expression = read(json.field("expr"));
        @Nullable LogicalType fieldType = null;
        int index = -1;
        if (expression.type() instanceof RowType row) {
            index = row.getFieldIndex(name);
            fieldType = index < 0 ? null : row.getTypeAt(index);
        } else if (expression.type() instanceof StructuredType structured) {
            List<StructuredType.StructuredAttribute> attributes = structured.getAttributes();
            for (int i = 0; i < attributes.size(); i++) {
                if (attributes.get(i).getName().equals(name)) {
                    index = i;
                    fieldType = attributes.get(i).getType();
                }
            }
        }
        if (fieldType == null) {
            throw json.error(
                    "There is no field " + name + " in " + expression.type().asSummaryString());
        }
        boolean nullable = fieldType.isNullable() || expression.type().isNullable();
        return new FieldAccess(expression, name, index, fieldType.copy(nullable));
    }

    List<AggregateCall> aggregateCalls(PlanJson list) {
        return list.items().stream().map(this::aggregateCall).toList();
    }

    private AggregateCall aggregateCall(PlanJson json) {
        int filter = json.field("filterArg").integer();
        return new AggregateCall(
                json.optional("name").map(PlanJson::text).orElse(""),
                function(json),
                json.field("argList").indexes(),
                filter < 0 ? OptionalInt.empty() : OptionalInt.of(filter),
                json.field("distinct").flag(),
                json.flag("approximate", false),
                json.flag("ignoreNulls", false),
                type(json));
    }
}
