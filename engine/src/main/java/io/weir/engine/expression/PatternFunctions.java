package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.util.regex.Matcher;

/**
 * LIKE, SIMILAR TO and the functions of regular expressions, which are Java's. A pattern is compiled when it changes.
 */
final class PatternFunctions {
    private PatternFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("LIKE", PatternFunctions::like);
        registry.add("SIMILAR TO", PatternFunctions::similar);
        registry.add("REGEXP", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn, BytesColumn, BooleanColumn>binary(
                    call, (texts, patterns, result, count) -> regexp(texts, patterns, result, count, cache));
        });
        registry.add("REGEXP_EXTRACT", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn>variadic(
                    call, (operands, result, count) -> extract(operands, result, count, cache));
        });
        registry.add("REGEXP_REPLACE", call -> {
            PatternCache cache = new PatternCache(false);
            return Kernels.<BytesColumn, BytesColumn, BytesColumn, BytesColumn>ternary(
                    call, (a, b, c, r, n) -> replace(a, b, c, r, n, cache));
        });
    }

    private static Expression similar(Call call) {
        char escape = 0;
        if (call.operandCount() > 2) {
            Constant constant = call.constant(2);
            if (constant == null || constant.stringValue().length() != 1) {
                throw call.notNative();
            }
            escape = constant.stringValue().charAt(0);
        }
        PatternCache cache = new PatternCache(true, escape);
        return Kernels.<BytesColumn, BytesColumn, BooleanColumn>binary(
                        call, (texts, patterns, result, count) -> similar(texts, patterns, result, count, cache))
                .fallible();
    }

    private static Expression like(Call call) {
        Constant pattern = call.constant(1);
        Constant escape = call.operandCount() > 2 ? call.constant(2) : null;
        if (pattern != null && (call.operandCount() == 2 || escape != null)) {
            LikePattern compiled =
                    LikePattern.compile(pattern.stringValue(), escape == null ? null : escape.stringValue());
            return Kernels.<BytesColumn, BooleanColumn>unary(
                    call.type(),
                    call.operand(0),
                    (texts, result, count) -> like(texts, compiled, result.values(), count));
        }
        return Kernels.<BooleanColumn>variadic(call, PatternFunctions::likeEach).fallible();
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void like(BytesColumn texts, LikePattern pattern, boolean[] result, int count) {
        byte[] data = texts.data();
        int[] starts = texts.starts();
        int[] lengths = texts.lengths();
        for (int i = 0; i < count; i++) {
            result[i] = pattern.matches(data, starts[i], lengths[i]);
        }
    }

    private static void likeEach(Column[] operands, BooleanColumn result, int count) {
        BytesColumn texts = (BytesColumn) operands[0];
        BytesColumn patterns = (BytesColumn) operands[1];
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                String escape = operands.length > 2 ? ((BytesColumn) operands[2]).getString(i) : null;
                LikePattern pattern = LikePattern.compile(patterns.getString(i), escape);
                result.set(i, pattern.matches(texts.data(), texts.starts()[i], texts.lengths()[i]));
            }
        }
    }

    private static void similar(
            BytesColumn texts, BytesColumn patterns, BooleanColumn result, int count, PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                if (matcher == null) {
                    throw SimilarPattern.invalid(patterns.getString(i));
                }
                result.set(i, matcher.reset(texts.getString(i)).matches());
            }
        }
    }

    private static void regexp(
            BytesColumn texts, BytesColumn patterns, BooleanColumn result, int count, PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = patterns.lengths()[i] == 0 ? null : cache.matcher(patterns, i);
                result.set(
                        i, matcher != null && matcher.reset(texts.getString(i)).find());
            }
        }
    }

    /** What is no pattern, or no group of it, gives null. */
    private static void extract(Column[] operands, BytesColumn result, int count, PatternCache cache) {
        BytesColumn texts = (BytesColumn) operands[0];
        BytesColumn patterns = (BytesColumn) operands[1];
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                int group = operands.length > 2 ? (int) Values.wholeNumber(operands[2], i) : 0;
                if (matcher != null
                        && group >= 0
                        && group <= matcher.groupCount()
                        && matcher.reset(texts.getString(i)).find()) {
                    Utf8.setNullable(result, i, matcher.group(group));
                } else {
                    Utf8.setNull(result, i);
                }
            }
        }
    }

    private static void replace(
            BytesColumn texts,
            BytesColumn patterns,
            BytesColumn replacements,
            BytesColumn result,
            int count,
            PatternCache cache) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Matcher matcher = cache.matcher(patterns, i);
                Utf8.setNullable(
                        result,
                        i,
                        matcher == null
                                ? null
                                : matcher.reset(texts.getString(i))
                                        .replaceAll(Matcher.quoteReplacement(replacements.getString(i))));
            }
        }
    }
}
