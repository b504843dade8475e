package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.IntColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/**
 * Functions that look for a text in a text: POSITION, LOCATE, INSTR and SPLIT_INDEX; positions count code points from
 * 1.
 */
final class TextSearchFunctions {
    private TextSearchFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("POSITION", TextSearchFunctions::locate);
        registry.add("LOCATE", TextSearchFunctions::locate);
        registry.add("INSTR", TextSearchFunctions::instr);
        registry.add("SPLIT_INDEX", TextSearchFunctions::splitIndex);
    }

    private static Expression locate(Call call) {
        return call.operandCount() == 2
                ? Kernels.binary(call, TextSearchFunctions::position)
                : Kernels.ternary(call, TextSearchFunctions::positionFrom);
    }

    private static Expression instr(Call call) {
        KernelExpression expression = Kernels.<IntColumn>variadic(call, TextSearchFunctions::instr);
        return call.operandCount() == 4 ? expression.fallible() : expression;
    }

    private static Expression splitIndex(Call call) {
        return call.operandType(1).is(LogicalTypeFamily.CHARACTER_STRING)
                ? Kernels.ternary(call, TextSearchFunctions::splitIndexByText)
                : Kernels.ternary(call, TextSearchFunctions::splitIndexByCode);
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    static void position(BytesColumn wanted, BytesColumn texts, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, result.isNull(i) ? 0 : indexOf(texts, wanted, i, 0) + 1);
        }
    }

    static void positionFrom(BytesColumn wanted, BytesColumn texts, IntColumn from, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, result.isNull(i) ? 0 : indexOf(texts, wanted, i, from.get(i) - 1) + 1);
        }
    }

    /** The number of characters before the first occurrence that is not before the given one; -1 if there is none. */
    private static int indexOf(BytesColumn texts, BytesColumn wanted, int i, int fromCharacter) {
        if (wanted.lengths()[i] == 0) {
            return 0;
        }
        byte[] data = texts.data();
        int start = texts.starts()[i];
        int length = texts.lengths()[i];
        int from = start + Utf8.prefixLength(data, start, length, fromCharacter);
        int at = Utf8.indexOf(data, from, start + length, wanted.data(), wanted.starts()[i], wanted.lengths()[i]);
        return at < 0 ? -1 : Utf8.codePoints(data, start, at - start);
    }

    private static void instr(Column[] operands, IntColumn result, int count) {
        BytesColumn texts = (BytesColumn) operands[0];
        BytesColumn wanted = (BytesColumn) operands[1];
        for (int i = 0; i < count; i++) {
            if (result.isNull(i)) {
                continue;
            }
            int from = operands.length > 2 ? ((IntColumn) operands[2]).get(i) : 1;
            int appearance = operands.length > 3 ? ((IntColumn) operands[3]).get(i) : 1;
            if (appearance <= 0) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "INSTR looks for appearance " + appearance + ", which must be positive");
            }
            if (from < 0) {
                result.set(i, lastInstr(texts.getString(i), wanted.getString(i), -from, appearance));
            } else {
                result.set(i, from == 0 ? 0 : instr(texts, wanted, i, from, appearance));
            }
        }
    }

    private static int instr(BytesColumn texts, BytesColumn wanted, int i, int from, int appearance) {
        int start = from;
        int index = 0;
        for (int j = 0; j < appearance; j++) {
            index = indexOf(texts, wanted, i, start - 1) + 1;
            if (index == 0) {
                return 0;
            }
            start = index + 1;
        }
        return index;
    }

    /** Looks for the text from the end, as if both texts were written backwards. */
    private static int lastInstr(String text, String wanted, int from, int appearance) {
        BytesColumn backwards = new BytesColumn(1);
        backwards.set(0, new StringBuilder(text).reverse().toString());
        BytesColumn wantedBackwards = new BytesColumn(1);
        wantedBackwards.set(0, new StringBuilder(wanted).reverse().toString());
        int position = instr(backwards, wantedBackwards, 0, from, appearance);
        return position == 0
                ? 0
                : text.codePointCount(0, text.length()) + 2 - position - wanted.codePointCount(0, wanted.length());
    }

    static void splitIndexByText(
            BytesColumn texts, BytesColumn separators, IntColumn indexes, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                if (separators.lengths()[i] == 0) {
                    splitAtBlanks(texts, i, indexes.get(i), result);
                } else {
                    split(
                            texts,
                            i,
                            separators.data(),
                            separators.starts()[i],
                            separators.lengths()[i],
                            indexes.get(i),
                            result);
                }
            }
        }
    }

    static void splitIndexByCode(BytesColumn texts, IntColumn codes, IntColumn indexes, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int code = codes.get(i);
                if (code < 1 || code > 255) {
                    Utf8.setNull(result, i);
                } else {
                    byte[] separator = Utf8.bytes(String.valueOf((char) code));
                    split(texts, i, separator, 0, separator.length, indexes.get(i), result);
                }
            }
        }
    }

    private static void split(
            BytesColumn texts,
            int i,
            byte[] separator,
            int separatorStart,
            int separatorLength,
            int index,
            BytesColumn result) {
        byte[] data = texts.data();
        int from = texts.starts()[i];
        int end = from + texts.lengths()[i];
        if (index < 0 || from == end) {
            Utf8.setNull(result, i);
            return;
        }
        int at = Utf8.indexOf(data, from, end, separator, separatorStart, separatorLength);
        for (int skipped = 0; skipped < index; skipped++) {
            if (at < 0) {
                Utf8.setNull(result, i);
                return;
            }
            from = at + separatorLength;
            at = Utf8.indexOf(data, from, end, separator, separatorStart, separatorLength);
        }
        result.setView(i, from, (at < 0 ? end : at) - from);
    }

    /** Without a separator, texts are split at each white space. */
    private static void splitAtBlanks(BytesColumn texts, int i, int index, BytesColumn result) {
        String text = texts.getString(i);
        List<Integer> bounds = new ArrayList<>(List.of(0));
        int bytes = 0;
        for (int j = 0; j < text.length(); j += Character.charCount(text.codePointAt(j))) {
            int length = Utf8.sequenceLength(texts.data()[texts.starts()[i] + bytes]);
            if (Character.isWhitespace(text.codePointAt(j))) {
                bounds.add(bytes);
                bounds.add(bytes + length);
            }
            bytes += length;
        }
        bounds.add(bytes);
        if (index < 0 || text.isEmpty() || 2 * index + 1 >= bounds.size()) {
            Utf8.setNull(result, i);
        } else {
            int from = bounds.get(2 * index);
            result.setView(i, texts.starts()[i] + from, bounds.get(2 * index + 1) - from);
        }
    }
}
