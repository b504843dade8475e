package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.engine.expression.JsonReader.Found;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON_QUERY, JSON, JSON_QUOTE and JSON_UNQUOTE. */
final class JsonQueryFunctions {
    private JsonQueryFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("JSON_QUERY", JsonQueryFunctions::query);
        registry.add("JSON", JsonQueryFunctions::json);
        registry.add("JSON_QUOTE", call -> Kernels.<BytesColumn, BytesColumn>unary(call, JsonQueryFunctions::quote));
        registry.add("JSON_UNQUOTE", call -> {
            JsonReader reader = new JsonReader();
            return Kernels.<BytesColumn, BytesColumn>unary(
                    call, (texts, result, count) -> unquote(texts, result, count, reader));
        });
    }

    private enum Wrapper {
        WITHOUT_ARRAY,
        CONDITIONAL_ARRAY,
        UNCONDITIONAL_ARRAY;

        /** Plans name one of them with a WITH_ before it, and another one without. */
        static Wrapper of(String symbol) {
            return valueOf(symbol.startsWith("WITH_") ? symbol.substring("WITH_".length()) : symbol);
        }
    }

    private enum Behaviour {
        ERROR,
        NULL,
        EMPTY_ARRAY,
        EMPTY_OBJECT
    }

    private static Expression query(Call call) {
        Wrapper wrapper = Wrapper.of(call.symbol(2));
        Behaviour onEmpty = Behaviour.valueOf(call.symbol(3));
        Behaviour onError = Behaviour.valueOf(call.symbol(4));
        JsonReader reader = new JsonReader();
        StringBuilder text = new StringBuilder();
        KernelExpression expression = Kernels.<BytesColumn, BytesColumn, Column>binary(
                call.type(), call.operand(0), call.operand(1), (texts, paths, result, count) -> {
                    for (int i = 0; i < count; i++) {
                        if (result.isNull(i)) {
                            Values.setNull(result, i);
                            continue;
                        }
                        Found found = reader.read(texts, paths, i);
                        boolean isThere = found != Found.EMPTY && found != Found.ERROR;
                        Object value = isThere ? wrapped(reader.value(), wrapper) : null;
                        boolean isScalar = isThere && JsonTree.isScalar(value);
                        boolean isOther = isThere && result instanceof ArrayColumn && !(value instanceof List);
                        if (found == Found.EMPTY || isScalar && reader.isLax()) {
                            missing(result, i, onEmpty, texts);
                        } else if (!isThere || isScalar || isOther) {
                            missing(result, i, onError, texts);
                        } else {
                            set(result, i, value, text);
                        }
                    }
                });
        return onEmpty == Behaviour.ERROR || onError == Behaviour.ERROR ? expression.fallible() : expression;
    }

    private static @Nullable Object wrapped(@Nullable Object value, Wrapper wrapper) {
        return switch (wrapper) {
            case WITHOUT_ARRAY -> value;
            case CONDITIONAL_ARRAY -> value instanceof List || value == null ? value : List.of(value);
            case UNCONDITIONAL_ARRAY -> value == null ? null : List.of(value);
        };
    }

    private static void missing(Column result, int position, Behaviour behaviour, BytesColumn texts) {
        switch (behaviour) {
            case ERROR -> throw JsonFunctions.failure("JSON_QUERY", texts, position);
            case NULL -> Values.setNull(result, position);
            case EMPTY_ARRAY, EMPTY_OBJECT -> {
                if (result instanceof ArrayColumn arrays) {
                    arrays.begin(position);
                } else {
                    Utf8.set((BytesColumn) result, position, behaviour == Behaviour.EMPTY_ARRAY ? "[]" : "{}");
                }
            }
        }
    }

    /** RETURNING ARRAY: the elements as texts, containers among them as JSON. */
    private static void set(Column result, int position, @Nullable Object value, StringBuilder text) {
        if (result instanceof ArrayColumn arrays && value instanceof List<?> list) {
            arrays.begin(position);
            for (Object element : list) {
                int at = arrays.addElement();
                text.setLength(0);
                if (element == null) {
                    Utf8.setNull((BytesColumn) arrays.elements(), at);
                } else if (JsonTree.isScalar(element)) {
                    Utf8.set((BytesColumn) arrays.elements(), at, String.valueOf(element));
                } else {
                    JsonTree.write(element, text);
                    Utf8.set((BytesColumn) arrays.elements(), at, text);
                }
            }
            return;
        }
        text.setLength(0);
        JsonTree.write(value, text);
        Utf8.set((BytesColumn) result, position, text);
    }

    /** JSON: a text that is put into JSON_OBJECT or JSON_ARRAY as it is, without blanks; an empty one is null. */
    private static Expression json(Call call) {
        JsonReader reader = new JsonReader();
        StringBuilder text = new StringBuilder();
        return Kernels.<BytesColumn, BytesColumn>unary(call, (texts, result, count) -> {
                    for (int i = 0; i < count; i++) {
                        if (result.isNull(i)) {
                            continue;
                        }
                        byte[] trimmed = Utf8.bytes(texts.getString(i).trim());
                        if (trimmed.length == 0) {
                            Utf8.setNull(result, i);
                            continue;
                        }
                        if (!reader.isJson(trimmed, 0, trimmed.length)) {
                            throw new WeirException(
                                    ErrorCode.VALUE_INVALID,
                                    "This is no JSON: " + JsonFunctions.quoted(texts, i),
                                    "JSON",
                                    "Correct the value; IS JSON tells whether a text is JSON",
                                    null);
                        }
                        text.setLength(0);
                        JsonTree.write(JsonTree.parse(trimmed, 0), text);
                        Utf8.set(result, i, text);
                    }
                })
                .fallible();
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void quote(BytesColumn texts, BytesColumn result, int count) {
        StringBuilder quoted = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                quoted.setLength(0);
                quoted.append('"');
                String text = texts.getString(i);
                for (int j = 0; j < text.length(); j++) {
                    // Flink writes a character beyond 16 bits whole, and its second half once more.
                    quote(text.codePointAt(j), quoted);
                }
                Utf8.set(result, i, quoted.append('"'));
            }
        }
    }

    private static void quote(int character, StringBuilder to) {
        switch (character) {
            case '"', '\\', '/' -> to.append('\\').append((char) character);
            case '\b' -> to.append("\\b");
            case '\f' -> to.append("\\f");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            default -> {
                if (character < 0x80) {
                    to.append((char) character);
                } else {
                    to.append("\\u");
                    for (int shift = character > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) {
                        to.append(Character.forDigit(character >> shift & 0xF, 16));
                    }
                }
            }
        }
    }

    /** What is no text of JSON stays as it is. */
    private static void unquote(BytesColumn texts, BytesColumn result, int count, JsonReader reader) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                byte[] data = texts.data();
                int start = texts.starts()[i];
                int end = start + texts.lengths()[i];
                boolean isQuoted = end - start > 1
                        && data[start] == '"'
                        && data[end - 1] == '"'
                        && reader.kind(texts, i) == JsonFinder.Kind.TEXT
                        && reader.end() == end - 1;
                if (isQuoted) {
                    Utf8.set(result, i, JsonFinder.unescape(data, start + 1, end - 1));
                } else {
                    result.set(i, data, start, end - start);
                }
            }
        }
    }
}
