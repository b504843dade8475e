package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.MapColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.VarCharType;
import org.jspecify.annotations.Nullable;

/** What a text is made of: IS_ALPHA, IS_DIGIT and IS_DECIMAL, which are never NULL; and STR_TO_MAP. */
final class TextTestFunctions {
    private TextTestFunctions() {}

    /** A question about a text that is not empty. */
    private interface Test {
        boolean holds(String text);
    }

    static void register(FunctionRegistry registry) {
        registry.add(
                "IS_ALPHA",
                call -> test(call, false, false, text -> text.chars().allMatch(Character::isLetter)));
        registry.add(
                "IS_DIGIT", call -> test(call, true, false, text -> text.chars().allMatch(Character::isDigit)));
        registry.add("IS_DECIMAL", call -> test(call, true, true, TextTestFunctions::isDecimal));
        registry.add("STR_TO_MAP", TextTestFunctions::textToMap);
    }

    /** Of a number the type alone is asked, as in Flink. */
    private static Expression test(Call call, boolean ofWhole, boolean ofFloating, Test test) {
        boolean isWhole = Numbers.isInteger(call.operandType(0));
        if (isWhole || Numbers.isFloating(call.operandType(0))) {
            BooleanColumn column = new BooleanColumn(1);
            column.set(0, isWhole ? ofWhole : ofFloating);
            return new Constant(call.type(), column);
        }
        if (!call.operandType(0).is(LogicalTypeFamily.CHARACTER_STRING)) {
            throw call.notNative();
        }
        return Kernels.<BytesColumn, BooleanColumn>unary(
                        call.type(), call.operand(0), (texts, result, count) -> test(texts, result, count, test))
                .ownNulls();
    }

    /** The delimiters are regular expressions. */
    private static Expression textToMap(Call call) {
        Expression pairs = call.operandCount() > 1 ? call.operand(1) : text(",");
        Expression parts = call.operandCount() > 2 ? call.operand(2) : text("=");
        Delimiter pairDelimiter = new Delimiter();
        Delimiter partDelimiter = new Delimiter();
        KernelExpression expression = Kernels.<BytesColumn, BytesColumn, BytesColumn, MapColumn>ternary(
                call.type(),
                call.operand(0),
                pairs,
                parts,
                (a, b, c, r, n) -> textsToMaps(a, b, c, r, n, pairDelimiter, partDelimiter));
        return expression.fallible();
    }

    private static Constant text(String value) {
        BytesColumn column = new BytesColumn(1);
        column.set(0, value);
        return new Constant(new VarCharType(false, VarCharType.MAX_LENGTH), column);
    }

    /** The regular expression that was compiled last. */
    private static final class Delimiter {
        private @Nullable String text;
        private Pattern pattern = Pattern.compile("");

        Pattern pattern(BytesColumn texts, int position) {
            String wanted = texts.getString(position);
            if (!wanted.equals(text)) {
                try {
                    pattern = Pattern.compile(wanted);
                    text = wanted;
                } catch (PatternSyntaxException e) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID,
                            "The delimiter '" + wanted + "' is no regular expression: " + e.getDescription(),
                            "STR_TO_MAP",
                            "Write special characters such as . | ( with two backslashes before them",
                            e);
                }
            }
            return pattern;
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

    private static void textsToMaps(
            BytesColumn texts,
            BytesColumn pairs,
            BytesColumn parts,
            MapColumn result,
            int count,
            Delimiter pairDelimiter,
            Delimiter partDelimiter) {
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (!result.isNull(i)) {
                Pattern pairPattern = pairDelimiter.pattern(pairs, i);
                Pattern partPattern = partDelimiter.pattern(parts, i);
                for (Map.Entry<String, @Nullable String> entry :
                        entries(texts.getString(i), pairPattern, partPattern).entrySet()) {
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
