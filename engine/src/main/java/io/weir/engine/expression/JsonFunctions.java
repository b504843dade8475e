package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.engine.expression.JsonReader.Found;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.expression.SymbolLiteral;
import java.math.BigDecimal;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** JSON_VALUE, JSON_EXISTS and the tests IS JSON. */
final class JsonFunctions {
    private static final int QUOTED_MAX = 200;

    private JsonFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("JSON_VALUE", JsonFunctions::value);
        registry.add("JSON_EXISTS", JsonFunctions::exists);
        for (JsonTest test : JsonTest.values()) {
            registry.add("IS JSON " + test.name(), call -> is(call, test, true));
            registry.add("IS NOT JSON " + test.name(), call -> is(call, test, false));
        }
    }

    private enum JsonTest {
        VALUE,
        OBJECT,
        ARRAY,
        SCALAR
    }

    private static Expression is(Call call, JsonTest test, boolean wanted) {
        JsonReader reader = new JsonReader();
        // NULL is no JSON either.
        return Kernels.<BytesColumn, BooleanColumn>unary(call, (texts, result, count) -> {
                    for (int i = 0; i < count; i++) {
                        result.set(i, (!texts.isNull(i) && holds(texts, i, test, reader)) == wanted);
                    }
                })
                .ownNulls();
    }

    private static boolean holds(BytesColumn texts, int position, JsonTest test, JsonReader reader) {
        JsonFinder.Kind kind = reader.kind(texts, position);
        boolean isContainer = kind == JsonFinder.Kind.CONTAINER;
        return switch (test) {
            case VALUE -> kind != JsonFinder.Kind.INVALID;
            case OBJECT -> isContainer && texts.data()[reader.start()] == '{';
            case ARRAY -> isContainer && texts.data()[reader.start()] == '[';
            case SCALAR -> !isContainer && kind != JsonFinder.Kind.INVALID;
        };
    }

    /**
     * What to do about an empty value or an error.
     *
     * @param fails whether it is an error
     * @param operand where the value stands that it gives otherwise; 0 is NULL
     */
    private record Behaviour(boolean fails, int operand) {
        private static final Behaviour NULL = new Behaviour(false, 0);

        boolean isDefault() {
            return operand > 0;
        }
    }

    /** Behaviours stand before the word for what they are for: NULL EMPTY, or DEFAULT 'x' ERROR. */
    private static Behaviour behaviour(Call call, String word) {
        for (int i = 3; i < call.operandCount(); i++) {
            boolean isWord = call.planOperand(i) instanceof SymbolLiteral symbol
                    && symbol.value().equals(word)
                    && symbol.kind().contains("EMPTY_OR_ERROR")
                    && !symbol.kind().contains("VALUE");
            if (isWord) {
                return call.planOperand(i - 1) instanceof SymbolLiteral behaviour
                        ? new Behaviour(behaviour.value().equals("ERROR"), 0)
                        : new Behaviour(false, i - 1);
            }
        }
        return Behaviour.NULL;
    }

    private static Expression value(Call call) {
        Behaviour onEmpty = behaviour(call, "EMPTY");
        Behaviour onError = behaviour(call, "ERROR");
        LogicalTypeRoot root = call.type().getTypeRoot();
        // Flink has no defined answer for a default where a DOUBLE is returned: it takes it for a decimal.
        boolean hasDefault = onEmpty.isDefault() || onError.isDefault();
        if (hasDefault && root == LogicalTypeRoot.DOUBLE) {
            throw call.notNative();
        }
        Expression empty = onEmpty.isDefault() ? defaultValue(call, onEmpty) : call.operand(0);
        Expression error = onError.isDefault() ? defaultValue(call, onError) : call.operand(0);
        Expression[] operands = {call.operand(0), call.operand(1), empty, error};
        JsonReader reader = new JsonReader();
        KernelExpression expression = Kernels.<Column>variadic(call.type(), operands, (columns, result, count) -> {
            BytesColumn texts = (BytesColumn) columns[0];
            BytesColumn paths = (BytesColumn) columns[1];
            for (int i = 0; i < count; i++) {
                if (result.isNull(i)) {
                    continue;
                }
                Found found = reader.read(texts, paths, i);
                boolean isContainer = found == Found.CONTAINER;
                if (found == Found.EMPTY || isContainer && reader.isLax()) {
                    missing(columns[2], result, i, onEmpty, texts);
                } else if (found == Found.ERROR || isContainer) {
                    missing(columns[3], result, i, onError, texts);
                } else {
                    set(result, i, found, reader, root, texts);
                }
            }
        });
        boolean isFallible = onEmpty.fails() || onError.fails() || root != LogicalTypeRoot.VARCHAR;
        return isFallible ? expression.fallible() : expression;
    }

    private static Expression defaultValue(Call call, Behaviour behaviour) {
        return CollectionFunctions.operandAs(
                call,
                behaviour.operand(),
                call.type().copy(call.operandType(behaviour.operand()).isNullable()));
    }

    private static void missing(Column defaults, Column result, int i, Behaviour behaviour, BytesColumn texts) {
        if (behaviour.fails()) {
            throw failure("JSON_VALUE", texts, i);
        }
        if (behaviour.isDefault()) {
            result.set(i, defaults, i);
        } else {
            Values.setNull(result, i);
        }
    }

    /** RETURNING: a value of another type is no empty value but a failure, as in Flink. */
    private static void set(
            Column result, int i, Found found, JsonReader reader, LogicalTypeRoot root, BytesColumn texts) {
        switch (root) {
            case VARCHAR -> reader.writeScalar((BytesColumn) result, i);
            case BOOLEAN -> {
                check(found == Found.BOOLEAN, root, texts, i);
                ((BooleanColumn) result).set(i, Boolean.TRUE.equals(reader.value()));
            }
            case INTEGER -> {
                Object value = found == Found.NUMBER ? reader.value() : null;
                check(value instanceof Integer, root, texts, i);
                ((IntColumn) result).set(i, value instanceof Integer number ? number : 0);
            }
            default -> {
                Object value = found == Found.NUMBER ? reader.value() : null;
                check(value instanceof BigDecimal, root, texts, i);
                ((DoubleColumn) result).set(i, value instanceof BigDecimal number ? number.doubleValue() : 0);
            }
        }
    }

    private static void check(boolean isOfType, LogicalTypeRoot root, BytesColumn texts, int position) {
        if (!isOfType) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "The value at the path is no " + root + " in " + quoted(texts, position),
                    "JSON_VALUE",
                    "Take it as a text, and use TRY_CAST",
                    null);
        }
    }

    static WeirException failure(String name, BytesColumn texts, int position) {
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "There is no such value at the path in " + quoted(texts, position),
                name,
                "Use NULL ON ERROR and NULL ON EMPTY, or the mode lax",
                null);
    }

    /** The beginning of a text, for a message. */
    static String quoted(BytesColumn texts, int position) {
        String text = texts.getString(position);
        return text.substring(0, Math.min(QUOTED_MAX, text.length()));
    }

    private static Expression exists(Call call) {
        String onError = call.operandCount() > 2 ? call.symbol(2) : "FALSE";
        JsonReader reader = new JsonReader();
        KernelExpression expression = Kernels.<BytesColumn, BytesColumn, BooleanColumn>binary(
                call.type(), call.operand(0), call.operand(1), (texts, paths, result, count) -> {
                    for (int i = 0; i < count; i++) {
                        if (!result.isNull(i)) {
                            Found found = reader.read(texts, paths, i);
                            if (found != Found.ERROR) {
                                result.set(i, found != Found.EMPTY);
                            } else if (onError.equals("ERROR")) {
                                throw failure("JSON_EXISTS", texts, i);
                            } else if (onError.equals("UNKNOWN")) {
                                result.setNull(i);
                            } else {
                                result.set(i, onError.equals("TRUE"));
                            }
                        }
                    }
                });
        return onError.equals("ERROR") ? expression.fallible() : expression;
    }
}
