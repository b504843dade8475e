package io.weir.engine.expression;

import io.weir.columnar.ArrayColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;

/** TRANSLATE, ELT, SPLIT, TYPEOF. */
final class TextChoiceFunctions {
    private static final int ASCII_COUNT = 128;
    private static final int DROPPED = -1;

    private TextChoiceFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("TRANSLATE3", call -> {
            Translation translation = new Translation();
            return Kernels.<BytesColumn, BytesColumn, BytesColumn, BytesColumn>ternary(
                            call, (a, b, c, r, n) -> translate(a, b, c, r, n, translation))
                    .ownNulls();
        });
        registry.add("ELT", call -> {
            Expression[] operands = call.operands();
            operands[0] = Numbers.toLong(operands[0]);
            return Kernels.<BytesColumn>variadic(call.type(), operands, TextChoiceFunctions::choose)
                    .ownNulls();
        });
        registry.add("SPLIT", call -> Kernels.binary(call, TextChoiceFunctions::split));
        registry.add("TYPEOF", TextChoiceFunctions::typeOf);
    }

    /** The second operand asks for the name that can be read back. */
    private static Expression typeOf(Call call) {
        LogicalType type = call.operandType(0);
        Constant force = call.operandCount() > 1 ? call.constant(1) : null;
        boolean isSerializable = force != null && force.booleanValue();
        BytesColumn column = new BytesColumn(1);
        Utf8.set(column, 0, isSerializable ? type.asSerializableString() : type.asSummaryString());
        return new Constant(call.type(), column);
    }

    /** What becomes of each character: the last translation that was asked for. */
    private static final class Translation {
        private String from = "";
        private String to = "";
        private final int[] ascii = new int[ASCII_COUNT];
        private final Map<Integer, Integer> others = new HashMap<>();

        Translation() {
            use("", "");
        }

        void use(String newFrom, String newTo) {
            from = newFrom;
            to = newTo;
            others.clear();
            for (int i = 0; i < ASCII_COUNT; i++) {
                ascii[i] = i;
            }
            int[] characters = from.codePoints().toArray();
            int[] replacements = to.codePoints().toArray();
            // The first of equal characters counts.
            for (int i = characters.length - 1; i >= 0; i--) {
                int replacement = i < replacements.length ? replacements[i] : DROPPED;
                if (characters[i] < ASCII_COUNT) {
                    ascii[characters[i]] = replacement;
                } else {
                    others.put(characters[i], replacement);
                }
            }
        }

        boolean isFor(String wantedFrom, String wantedTo) {
            return from.equals(wantedFrom) && to.equals(wantedTo);
        }

        String apply(String text) {
            StringBuilder result = new StringBuilder(text.length());
            text.codePoints().forEach(character -> {
                int replacement =
                        character < ASCII_COUNT ? ascii[character] : others.getOrDefault(character, character);
                if (replacement != DROPPED) {
                    result.appendCodePoint(replacement);
                }
            });
            return result.toString();
        }

        /** Translates a text of ASCII characters into others of them; false if it is not that. */
        boolean applyAscii(byte[] data, int start, int length, BytesColumn result, int position) {
            int at = result.allocate(position, length);
            byte[] to = result.data();
            int end = at;
            for (int i = start; i < start + length; i++) {
                int replacement = data[i] < 0 ? ASCII_COUNT : ascii[data[i]];
                if (replacement >= ASCII_COUNT) {
                    result.shrink(position, 0);
                    return false;
                }
                if (replacement != DROPPED) {
                    to[end++] = (byte) replacement;
                }
            }
            result.shrink(position, end - at);
            return true;
        }
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    /** Without characters to translate the text stays, without replacements they are dropped. */
    private static void translate(
            BytesColumn texts,
            BytesColumn from,
            BytesColumn to,
            BytesColumn result,
            int count,
            Translation translation) {
        for (int i = 0; i < count; i++) {
            if (texts.isNull(i)) {
                Utf8.setNull(result, i);
            } else if (from.isNull(i)) {
                result.set(i, texts.data(), texts.starts()[i], texts.lengths()[i]);
            } else {
                String wantedFrom = from.getString(i);
                String wantedTo = to.isNull(i) ? "" : to.getString(i);
                if (!translation.isFor(wantedFrom, wantedTo)) {
                    translation.use(wantedFrom, wantedTo);
                }
                if (!translation.applyAscii(texts.data(), texts.starts()[i], texts.lengths()[i], result, i)) {
                    Utf8.set(result, i, translation.apply(texts.getString(i)));
                }
            }
        }
    }

    private static void choose(Column[] operands, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            long index = operands[0].isNull(i) ? 0 : Values.wholeNumber(operands[0], i);
            boolean isThere = index >= 1 && index < operands.length && !operands[(int) index].isNull(i);
            if (isThere) {
                BytesColumn chosen = (BytesColumn) operands[(int) index];
                result.set(i, chosen.data(), chosen.starts()[i], chosen.lengths()[i]);
            } else {
                Utf8.setNull(result, i);
            }
        }
    }

    /** An empty text has no parts; a delimiter at its end has no part behind it. */
    private static void split(BytesColumn texts, BytesColumn delimiters, ArrayColumn result, int count) {
        BytesColumn parts = (BytesColumn) result.elements();
        for (int i = 0; i < count; i++) {
            result.begin(i);
            if (result.isNull(i)) {
                continue;
            }
            int delimiterLength = delimiters.lengths()[i];
            if (delimiterLength == 0) {
                splitUnits(texts.getString(i), result, parts);
                continue;
            }
            int end = texts.starts()[i] + texts.lengths()[i];
            int from = texts.starts()[i];
            while (from < end || from == end && result.length(i) > 0) {
                int found = Utf8.indexOf(
                        texts.data(), from, end, delimiters.data(), delimiters.starts()[i], delimiterLength);
                int stop = found < 0 ? end : found;
                parts.set(result.addElement(), texts.data(), from, stop - from);
                from = found < 0 ? end + 1 : found + delimiterLength;
            }
        }
    }

    /** Splits into UTF-16 units, as Flink does: halves of characters beyond 16 bits become question marks. */
    private static void splitUnits(String text, ArrayColumn result, BytesColumn parts) {
        for (int i = 0; i < text.length(); i++) {
            parts.set(result.addElement(), text.substring(i, i + 1));
        }
    }
}
