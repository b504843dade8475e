package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.IntColumn;
import io.weir.engine.expression.JsonFinder.Kind;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.plan.expression.SymbolLiteral;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/** JSON_VALUE giving a text, an INTEGER or a BOOLEAN, and JSON_EXISTS, with a constant path that leads to one value. */
final class JsonFunctions {
    private JsonFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("JSON_VALUE", JsonFunctions::value);
        registry.add("JSON_EXISTS", JsonFunctions::exists);
    }

    private static JsonPath path(Call call) {
        Constant text = call.constant(1);
        JsonPath path = text == null ? null : JsonPath.compile(text.stringValue());
        if (path == null) {
            throw call.notNative();
        }
        return path;
    }

    /**
     * What to do about an empty value or an error.
     *
     * @param fails whether it is an error
     * @param value what it gives otherwise
     */
    private record Behaviour(boolean fails, @Nullable String value) {}

    private static Expression value(Call call) {
        JsonPath path = path(call);
        Behaviour onEmpty = behaviour(call, "EMPTY");
        Behaviour onError = behaviour(call, "ERROR");
        JsonFinder finder = new JsonFinder();
        if (!call.type().is(LogicalTypeRoot.VARCHAR)) {
            // Flink has no defined answer for values of another type than the default's.
            if (onEmpty.value() != null || onError.value() != null || onEmpty.fails() || onError.fails()) {
                throw call.notNative();
            }
            return typedValue(call, finder, path);
        }
        KernelExpression expression = Kernels.<BytesColumn, BytesColumn>unary(
                call.type(), call.operand(0), (a, r, n) -> value(a, r, n, finder, path, onEmpty, onError));
        return onEmpty.fails() || onError.fails() ? expression.fallible() : expression;
    }

    /** RETURNING: a value of another type is no empty value but a failure, as in Flink. */
    private static Expression typedValue(Call call, JsonFinder finder, JsonPath path) {
        return switch (call.type().getTypeRoot()) {
            case INTEGER ->
                Kernels.<BytesColumn, IntColumn>unary(
                                call.type(), call.operand(0), (a, r, n) -> integers(a, r, n, finder, path))
                        .fallible();
            case BOOLEAN ->
                Kernels.<BytesColumn, BooleanColumn>unary(
                                call.type(), call.operand(0), (a, r, n) -> booleans(a, r, n, finder, path))
                        .fallible();
            default -> throw call.notNative();
        };
    }

    /** Behaviours stand before the word for what they are for: NULL EMPTY, or DEFAULT 'x' ERROR. */
    private static Behaviour behaviour(Call call, String word) {
        for (int i = 3; i < call.operandCount(); i++) {
            boolean isWord = call.planOperand(i) instanceof SymbolLiteral symbol
                    && symbol.value().equals(word)
                    && symbol.kind().contains("EMPTY_OR_ERROR")
                    && !symbol.kind().contains("VALUE");
            if (isWord) {
                if (call.planOperand(i - 1) instanceof SymbolLiteral behaviour) {
                    return new Behaviour(behaviour.value().equals("ERROR"), null);
                }
                Constant value = call.constant(i - 1);
                if (value == null) {
                    throw call.notNative();
                }
                return new Behaviour(false, value.stringValue());
            }
        }
        return new Behaviour(false, null);
    }

    private static Expression exists(Call call) {
        JsonPath path = path(call);
        String onError = call.operandCount() > 2 ? call.symbol(2) : "FALSE";
        JsonFinder finder = new JsonFinder();
        KernelExpression expression = Kernels.<BytesColumn, BooleanColumn>unary(
                call.type(), call.operand(0), (a, r, n) -> exists(a, r, n, finder, path, onError));
        return onError.equals("ERROR") ? expression.fallible() : expression;
    }

    private static WeirException wrongType(String wanted, BytesColumn texts, int position) {
        String text = texts.getString(position);
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "The value at the path is no " + wanted + " in " + text.substring(0, Math.min(200, text.length())),
                "JSON_VALUE",
                "Take it as a text, and use TRY_CAST",
                null);
    }

    private static WeirException failure(String name, BytesColumn texts, int position, Kind kind) {
        String text = texts.getString(position);
        return new WeirException(
                ErrorCode.VALUE_INVALID,
                "There is no single value at the path (" + kind + ") in "
                        + text.substring(0, Math.min(200, text.length())),
                name,
                "Use NULL ON ERROR, or the mode lax",
                null);
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void value(
            BytesColumn texts,
            BytesColumn result,
            int count,
            JsonFinder finder,
            JsonPath path,
            Behaviour onEmpty,
            Behaviour onError) {
        for (int i = 0; i < count; i++) {
            if (result.isNull(i)) {
                continue;
            }
            Kind kind = finder.find(texts.data(), texts.starts()[i], texts.lengths()[i], path);
            switch (kind) {
                case TEXT -> setText(result, i, texts.data(), finder.start(), finder.end());
                case NUMBER -> Utf8.set(result, i, number(texts.data(), finder.start(), finder.end()));
                case BOOLEAN -> result.set(i, texts.data(), finder.start(), finder.end() - finder.start());
                default -> {
                    Behaviour behaviour = path.isLax() ? onEmpty : onError;
                    if (behaviour.fails()) {
                        throw failure("JSON_VALUE", texts, i, kind);
                    }
                    Utf8.setNullable(result, i, behaviour.value());
                }
            }
        }
    }

    private static void integers(BytesColumn texts, IntColumn result, int count, JsonFinder finder, JsonPath path) {
        for (int i = 0; i < count; i++) {
            if (result.isNull(i)) {
                continue;
            }
            Kind kind = finder.find(texts.data(), texts.starts()[i], texts.lengths()[i], path);
            switch (kind) {
                case NUMBER -> {
                    try {
                        result.set(i, Integer.parseInt(number(texts.data(), finder.start(), finder.end())));
                    } catch (NumberFormatException e) {
                        throw wrongType("INTEGER", texts, i);
                    }
                }
                case TEXT, BOOLEAN -> throw wrongType("INTEGER", texts, i);
                default -> result.setNull(i);
            }
        }
    }

    private static void booleans(BytesColumn texts, BooleanColumn result, int count, JsonFinder finder, JsonPath path) {
        for (int i = 0; i < count; i++) {
            if (result.isNull(i)) {
                continue;
            }
            Kind kind = finder.find(texts.data(), texts.starts()[i], texts.lengths()[i], path);
            switch (kind) {
                case BOOLEAN -> result.set(i, texts.data()[finder.start()] == 't');
                case TEXT, NUMBER -> throw wrongType("BOOLEAN", texts, i);
                default -> result.setNull(i);
            }
        }
    }

    private static void setText(BytesColumn result, int position, byte[] data, int start, int end) {
        for (int i = start; i < end; i++) {
            if (data[i] == '\\') {
                Utf8.set(result, position, JsonFinder.unescape(data, start, end));
                return;
            }
        }
        result.set(position, data, start, end - start);
    }

    /** Whole numbers stay as they are; others are written as Java writes decimals. */
    private static String number(byte[] data, int start, int end) {
        String text = new String(data, start, end - start, StandardCharsets.UTF_8);
        boolean isWhole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        if (isWhole) {
            return text.equals("-0") ? "0" : text;
        }
        return new BigDecimal(text).toString();
    }

    private static void exists(
            BytesColumn texts, BooleanColumn result, int count, JsonFinder finder, JsonPath path, String onError) {
        for (int i = 0; i < count; i++) {
            if (result.isNull(i)) {
                continue;
            }
            Kind kind = finder.find(texts.data(), texts.starts()[i], texts.lengths()[i], path);
            boolean isThere = kind != Kind.INVALID && kind != Kind.MISSING && kind != Kind.NULL;
            if (isThere || path.isLax()) {
                result.set(i, isThere);
            } else if (onError.equals("ERROR")) {
                throw failure("JSON_EXISTS", texts, i, kind);
            } else if (onError.equals("UNKNOWN")) {
                result.setNull(i);
            } else {
                result.set(i, onError.equals("TRUE"));
            }
        }
    }
}
