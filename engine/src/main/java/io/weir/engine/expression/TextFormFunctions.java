package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import org.jspecify.annotations.Nullable;

/** LPAD, RPAD and OVERLAY, which count in UTF-16 units, as Flink does here. */
final class TextFormFunctions {
    private TextFormFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("LPAD", call -> Kernels.ternary(call, TextFormFunctions::lpad));
        registry.add("RPAD", call -> Kernels.ternary(call, TextFormFunctions::rpad));
        registry.add("OVERLAY", call -> {
            Expression[] operands = call.operands();
            for (int i = 2; i < operands.length; i++) {
                operands[i] = Numbers.toInt(operands[i]);
            }
            return Kernels.<BytesColumn>variadic(call.type(), operands, TextFormFunctions::overlay);
        });
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    static void lpad(BytesColumn texts, IntColumn lengths, BytesColumn pads, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Utf8.setNullable(result, i, pad(texts.getString(i), lengths.get(i), pads.getString(i), true));
            }
        }
    }

    static void rpad(BytesColumn texts, IntColumn lengths, BytesColumn pads, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                Utf8.setNullable(result, i, pad(texts.getString(i), lengths.get(i), pads.getString(i), false));
            }
        }
    }

    private static @Nullable String pad(String text, int length, String pad, boolean left) {
        if (length < 0 || pad.isEmpty()) {
            return null;
        }
        if (text.length() >= length) {
            return text.substring(0, length);
        }
        int missing = length - text.length();
        String filling = pad.repeat(missing / pad.length()) + pad.substring(0, missing % pad.length());
        return left ? filling + text : text + filling;
    }

    private static void overlay(Column[] operands, BytesColumn result, int count) {
        BytesColumn texts = (BytesColumn) operands[0];
        BytesColumn replacements = (BytesColumn) operands[1];
        IntColumn positions = (IntColumn) operands[2];
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                String replacement = replacements.getString(i);
                int length = operands.length > 3 ? ((IntColumn) operands[3]).get(i) : replacement.length();
                Utf8.set(result, i, overlay(texts.getString(i), replacement, positions.get(i), length));
            }
        }
    }

    private static String overlay(String text, String replacement, int position, int length) {
        if (position <= 0 || position > text.length()) {
            return text;
        }
        String begin = text.substring(0, position - 1) + replacement;
        return (long) position + length <= text.length() && length > 0
                ? begin + text.substring(position - 1 + length)
                : begin;
    }
}
