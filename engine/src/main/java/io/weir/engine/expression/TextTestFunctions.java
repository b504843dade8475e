package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.MapColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.jspecify.annotations.Nullable;

/** What a text is made of: IS_ALPHA, IS_DIGIT and IS_DECIMAL, which are never NULL; and STR_TO_MAP. */
final class TextTestFunctions {
    private TextTestFunctions() {}

    /** A question about a text that is not empty. */
    private interface Test {
        boolean holds(String text);
    }

    static void register(FunctionRegistry registry) {
        registry.add("IS_ALPHA", call -> test(call, text -> text.chars().allMatch(Character::isLetter)));
        registry.add("IS_DIGIT", call -> test(call, text -> text.chars().allMatch(Character::isDigit)));
        registry.add("IS_DECIMAL", call -> test(call, TextTestFunctions::isDecimal));
        registry.add("STR_TO_MAP", TextTestFunctions::textToMap);
    }

    private static Expression test(Call call, Test test) {
        if (!call.operandType(0).is(LogicalTypeFamily.CHARACTER_STRING)) {
            throw call.notNative();
        }
        return Kernels.<BytesColumn, BooleanColumn>unary(
                        call.type(), call.operand(0), (texts, result, count) -> test(texts, result, count, test))
                .ownNulls();
    }

    /** The delimiters are regular expressions; those that Java does not understand are Flink's to complain about. */
    private static Expression textToMap(Call call) {
        Pattern pairs = delimiter(call, 1, ",");
        Pattern parts = delimiter(call, 2, "=");
        return Kernels.<BytesColumn, MapColumn>unary(
                call.type(),
                call.operand(0),
                (texts, result, count) -> textsToMaps(texts, result, count, pairs, parts));
    }

    private static Pattern delimiter(Call call, int operand, String otherwise) {
        if (call.operandCount() <= operand) {
            return Pattern.compile(otherwise);
        }
        Constant constant = call.constant(operand);
        if (constant == null) {
            throw call.notNative();
        }
        try {
            return Pattern.compile(constant.stringValue());
        } catch (PatternSyntaxException e) {
            throw call.notNative();
        }
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void test(BytesColumn texts, BooleanColumn result, int count, Test test) {
        for (int i = 0; i < count; i++) {
            result.set(i, !texts.isNull(i) && texts.lengths()[i] > 0 && test.holds(texts.getString(i)));
        }
    }

    /** What Java reads as a number: Infinity and 1e5 too. */
    private static boolean isDecimal(String text) {
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return isLong(text);
        }
    }

    /** Integers may have the digits of other scripts. */
    private static boolean isLong(String text) {
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void textsToMaps(BytesColumn texts, MapColumn result, int count, Pattern pairs, Pattern parts) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                result.begin(i);
                for (Map.Entry<String, @Nullable String> entry :
                        entries(texts.getString(i), pairs, parts).entrySet()) {
                    int at = result.addEntry();
                    Utf8.set((BytesColumn) result.keys(), at, entry.getKey());
                    Utf8.setNullable((BytesColumn) result.values(), at, entry.getValue());
                }
            }
        }
    }

    /** The last of equal keys counts; a pair without the second delimiter is a key of NULL. */
    private static Map<String, @Nullable String> entries(String text, Pattern pairs, Pattern parts) {
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return entries;
        }
        for (String pair : pairs.split(text)) {
            String[] keyAndValue = parts.split(pair, 2);
            if (keyAndValue.length < 2) {
                entries.put(pair, null);
            } else {
                entries.put(keyAndValue[0], keyAndValue[1]);
            }
        }
        return entries;
    }
}
