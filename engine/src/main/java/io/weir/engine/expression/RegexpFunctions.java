package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import java.util.regex.Matcher;

/** The functions that count, place and collect matches of a regular expression; what is no pattern gives null. */
final class RegexpFunctions {
    private RegexpFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("REGEXP_COUNT", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn, BytesColumn, IntColumn>binary(
                    call, (texts, patterns, result, count) -> matches(texts, patterns, result, count, cache));
        });
        registry.add("REGEXP_INSTR", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn, BytesColumn, IntColumn>binary(
                    call, (texts, patterns, result, count) -> firstMatches(texts, patterns, result, count, cache));
        });
        registry.add("REGEXP_SUBSTR", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn, BytesColumn, BytesColumn>binary(
                    call, (texts, patterns, result, count) -> firstTexts(texts, patterns, result, count, cache));
        });
        registry.add("REGEXP_EXTRACT_ALL", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<ArrayColumn>variadic(
                    call, (operands, result, count) -> allTexts(operands, result, count, cache));
        });
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void matches(
            BytesColumn texts, BytesColumn patterns, IntColumn result, int count, PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                if (matcher == null) {
                    result.setNull(i);
                    continue;
                }
                matcher.reset(texts.getString(i));
                int found = 0;
                while (matcher.find()) {
                    found++;
                }
                result.set(i, found);
            }
        }
    }

    /** Positions count from 1, in UTF-16 units; 0 means that nothing matches. */
    private static void firstMatches(
            BytesColumn texts, BytesColumn patterns, IntColumn result, int count, PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                if (matcher == null) {
                    result.setNull(i);
                } else {
                    result.set(i, matcher.reset(texts.getString(i)).find() ? matcher.start() + 1 : 0);
                }
            }
        }
    }

    private static void firstTexts(
            BytesColumn texts, BytesColumn patterns, BytesColumn result, int count, PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                if (matcher != null && matcher.reset(texts.getString(i)).find()) {
                    Utf8.set(result, i, matcher.group());
                } else {
                    Utf8.setNull(result, i);
                }
            }
        }
    }

    /** Without a third operand the first group is meant. */
    private static void allTexts(Column[] operands, ArrayColumn result, int count, PatternCache cache) {
        BytesColumn texts = (BytesColumn) operands[0];
        BytesColumn patterns = (BytesColumn) operands[1];
        BytesColumn elements = (BytesColumn) result.elements();
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (result.isNull(i)) {
                continue;
            }
            Matcher matcher = cache.matcher(patterns, i);
            long group = operands.length > 2 ? Values.wholeNumber(operands[2], i) : 1;
            if (matcher == null || group < 0 || group > matcher.groupCount()) {
                result.setNull(i);
                continue;
            }
            matcher.reset(texts.getString(i));
            while (matcher.find()) {
                Utf8.setNullable(elements, result.addElement(), matcher.group((int) group));
            }
        }
    }
}
