package io.weir.engine.expression;

import io.weir.columnar.BooleanColumn;
import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.ColumnKind;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.engine.type.Columns;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.jspecify.annotations.Nullable;

/**
 * Functions that take texts apart and put them together, on their UTF-8 bytes. A part of a text is a view of the same
 * bytes. Positions count from 1, in code points.
 */
final class StringFunctions {
    private StringFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("CONCAT", StringFunctions::concat);
        registry.add("||", StringFunctions::concat);
        registry.add(
                "CONCAT_WS",
                call -> Kernels.<BytesColumn>variadic(texts(call), StringFunctions::concatSeparated)
                        .ownNulls());
        registry.add("SUBSTRING", StringFunctions::substring);
        registry.add("SUBSTR", StringFunctions::substring);
        registry.add("LEFT", call -> Kernels.binary(call, StringFunctions::left));
        registry.add("RIGHT", call -> Kernels.binary(call, StringFunctions::right));
        registry.add("CHAR_LENGTH", call -> Kernels.unary(call, StringFunctions::charLength));
        registry.add("CHARACTER_LENGTH", call -> Kernels.unary(call, StringFunctions::charLength));
        registry.add("UPPER", call -> Kernels.unary(call, StringFunctions::upper));
        registry.add("LOWER", call -> Kernels.unary(call, StringFunctions::lower));
        registry.add("TRIM", StringFunctions::trim);
        registry.add("LTRIM", call -> trim(call, true, false));
        registry.add("RTRIM", call -> trim(call, false, true));
        registry.add("BTRIM", call -> trim(call, true, true));
        registry.add("REPLACE", call -> Kernels.ternary(call, StringFunctions::replace));
        registry.add("REPEAT", call -> Kernels.binary(call, StringFunctions::repeat));
        registry.add("REVERSE", call -> Kernels.unary(call, StringFunctions::reverse));
        registry.add("INITCAP", call -> Kernels.unary(call, StringFunctions::initcap));
        registry.add("ASCII", call -> Kernels.unary(call, StringFunctions::ascii));
        registry.add("CHR", StringFunctions::chr);
        registry.add("STARTSWITH", call -> Kernels.binary(call, StringFunctions::startsWith));
        registry.add("ENDSWITH", call -> Kernels.binary(call, StringFunctions::endsWith));
    }

    /** Makes sure that all operands are texts. */
    private static Call texts(Call call) {
        for (int i = 0; i < call.operandCount(); i++) {
            if (!call.operandType(i).is(LogicalTypeFamily.CHARACTER_STRING)) {
                throw call.notNative();
            }
        }
        return call;
    }

    private static Expression concat(Call call) {
        return Kernels.<BytesColumn>variadic(texts(call), StringFunctions::concat);
    }

    private static Expression substring(Call call) {
        return call.operandCount() == 2
                ? Kernels.binary(call, StringFunctions::suffix)
                : Kernels.ternary(call, StringFunctions::middle);
    }

    private static Expression trim(Call call) {
        String side = call.symbol(0);
        Expression blanks = call.operand(1);
        return trim(call, call.operand(2), blanks, !side.equals("TRAILING"), !side.equals("LEADING"));
    }

    private static Expression trim(Call call, boolean leading, boolean trailing) {
        return call.operandCount() == 1
                ? trim(call, call.operand(0), null, leading, trailing)
                : trim(call, call.operand(0), call.operand(1), leading, trailing);
    }

    private static Expression trim(
            Call call, Expression text, @Nullable Expression characters, boolean leading, boolean trailing) {
        boolean spaces = characters == null
                || characters instanceof Constant constant
                        && !constant.isNull()
                        && constant.stringValue().equals(" ");
        if (characters == null || spaces) {
            return Kernels.<BytesColumn, BytesColumn>unary(
                    call.type(), text, (a, r, n) -> trimSpaces(a, r, leading, trailing, n));
        }
        return Kernels.<BytesColumn, BytesColumn, BytesColumn>binary(
                call.type(), text, characters, (a, b, r, n) -> trim(a, b, r, leading, trailing, n));
    }

    private static Expression chr(Call call) {
        if (Columns.kind(call.operandType(0)) != ColumnKind.INT
                && Columns.kind(call.operandType(0)) != ColumnKind.LONG) {
            throw call.notNative();
        }
        return Kernels.<LongColumn, BytesColumn>unary(
                call.type(), Numbers.toLong(call.operand(0)), StringFunctions::chr);
    }

    // ---- putting together ------------------------------------------------------------------------------------------

    private static void concat(Column[] texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int length = 0;
                for (Column text : texts) {
                    length += ((BytesColumn) text).lengths()[i];
                }
                int at = result.allocate(i, length);
                for (Column text : texts) {
                    at = append((BytesColumn) text, i, result.data(), at);
                }
            }
        }
    }

    static int append(BytesColumn text, int position, byte[] to, int at) {
        int length = text.lengths()[position];
        System.arraycopy(text.data(), text.starts()[position], to, at, length);
        return at + length;
    }

    private static void concatSeparated(Column[] texts, BytesColumn result, int count) {
        BytesColumn separator = (BytesColumn) texts[0];
        for (int i = 0; i < count; i++) {
            if (separator.isNull(i)) {
                Utf8.setNull(result, i);
                continue;
            }
            int length = 0;
            int parts = 0;
            for (int j = 1; j < texts.length; j++) {
                if (!texts[j].isNull(i)) {
                    length += ((BytesColumn) texts[j]).lengths()[i];
                    parts++;
                }
            }
            int at = result.allocate(
                    i, length + Math.max(0, parts - 1) * separator.lengths()[i]);
            boolean first = true;
            for (int j = 1; j < texts.length; j++) {
                if (!texts[j].isNull(i)) {
                    at = first ? at : append(separator, i, result.data(), at);
                    at = append((BytesColumn) texts[j], i, result.data(), at);
                    first = false;
                }
            }
        }
    }

    static void repeat(BytesColumn texts, IntColumn times, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int length = texts.lengths()[i];
                int repeats = Math.max(0, times.get(i));
                int at = result.allocate(i, Math.multiplyExact(length, repeats));
                for (int j = 0; j < repeats; j++) {
                    System.arraycopy(texts.data(), texts.starts()[i], result.data(), at + j * length, length);
                }
            }
        }
    }

    static void replace(
            BytesColumn texts, BytesColumn wanted, BytesColumn replacements, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                if (wanted.lengths()[i] == 0) {
                    Utf8.set(result, i, texts.getString(i).replace("", replacements.getString(i)));
                } else {
                    replaceOne(texts, wanted, replacements, result, i);
                }
            }
        }
    }

    private static void replaceOne(
            BytesColumn texts, BytesColumn wanted, BytesColumn replacements, BytesColumn result, int i) {
        byte[] data = texts.data();
        int start = texts.starts()[i];
        int end = start + texts.lengths()[i];
        int wantedLength = wanted.lengths()[i];
        int found = 0;
        int at = Utf8.indexOf(data, start, end, wanted.data(), wanted.starts()[i], wantedLength);
        while (at >= 0) {
            found++;
            at = Utf8.indexOf(data, at + wantedLength, end, wanted.data(), wanted.starts()[i], wantedLength);
        }
        int growth = replacements.lengths()[i] - wantedLength;
        int to = result.allocate(i, Math.addExact(end - start, Math.multiplyExact(found, growth)));
        int from = start;
        while (found-- > 0) {
            at = Utf8.indexOf(data, from, end, wanted.data(), wanted.starts()[i], wantedLength);
            System.arraycopy(data, from, result.data(), to, at - from);
            to = append(replacements, i, result.data(), to + at - from);
            from = at + wantedLength;
        }
        System.arraycopy(data, from, result.data(), to, end - from);
    }

    private static void chr(LongColumn codes, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                long code = codes.get(i);
                Utf8.set(result, i, code < 0 ? "" : String.valueOf((char) (code & 0xFF)));
            }
        }
    }

    // ---- parts -----------------------------------------------------------------------------------------------------

    static void suffix(BytesColumn texts, IntColumn positions, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                part(texts, i, positions.get(i), Integer.MAX_VALUE, result);
            }
        }
    }

    static void middle(BytesColumn texts, IntColumn positions, IntColumn lengths, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                if (lengths.get(i) < 0) {
                    Utf8.setNull(result, i);
                } else {
                    part(texts, i, positions.get(i), lengths.get(i), result);
                }
            }
        }
    }

    static void left(BytesColumn texts, IntColumn lengths, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                part(texts, i, 1, Math.max(0, lengths.get(i)), result);
            }
        }
    }

    static void right(BytesColumn texts, IntColumn lengths, BytesColumn result, int count) {
        result.view(texts.data());
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int wanted = Math.max(0, lengths.get(i));
                int characters = Utf8.codePoints(texts.data(), texts.starts()[i], texts.lengths()[i]);
                part(texts, i, Math.max(0, characters - wanted) + 1, wanted, result);
            }
        }
    }

    /** A part of a text from a position, which counts from the end if it is negative; 0 counts as 1. */
    private static void part(BytesColumn texts, int i, int position, int length, BytesColumn result) {
        byte[] data = texts.data();
        int start = texts.starts()[i];
        int bytes = texts.lengths()[i];
        int skipped = Math.max(0, position - 1);
        if (position < 0) {
            skipped = Utf8.codePoints(data, start, bytes) + position;
            if (skipped < 0) {
                result.setView(i, start, 0);
                return;
            }
        }
        int before = Utf8.prefixLength(data, start, bytes, skipped);
        int partBytes = bytes - before;
        if (length < partBytes) {
            partBytes = Utf8.prefixLength(data, start + before, partBytes, length);
        }
        result.setView(i, start + before, partBytes);
    }

    private static void trimSpaces(
            BytesColumn texts, BytesColumn result, boolean leading, boolean trailing, int count) {
        byte[] data = texts.data();
        result.view(data);
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int from = texts.starts()[i];
                int to = from + texts.lengths()[i];
                while (leading && from < to && data[from] == ' ') {
                    from++;
                }
                while (trailing && to > from && data[to - 1] == ' ') {
                    to--;
                }
                result.setView(i, from, to - from);
            }
        }
    }

    private static void trim(
            BytesColumn texts,
            BytesColumn characters,
            BytesColumn result,
            boolean leading,
            boolean trailing,
            int count) {
        byte[] data = texts.data();
        result.view(data);
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int from = texts.starts()[i];
                int to = from + texts.lengths()[i];
                while (leading && from < to) {
                    int length = Utf8.sequenceLength(data[from]);
                    if (!contains(characters, i, data, from, length)) {
                        break;
                    }
                    from += length;
                }
                while (trailing && to > from) {
                    int last = Utf8.previous(data, from, to);
                    if (!contains(characters, i, data, last, to - last)) {
                        break;
                    }
                    to = last;
                }
                result.setView(i, from, to - from);
            }
        }
    }

    private static boolean contains(BytesColumn characters, int i, byte[] data, int start, int length) {
        int from = characters.starts()[i];
        return Utf8.indexOf(characters.data(), from, from + characters.lengths()[i], data, start, length) >= 0;
    }

    // ---- the same length -------------------------------------------------------------------------------------------

    static void upper(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = texts.starts()[i];
                int length = texts.lengths()[i];
                if (Utf8.isAscii(texts.data(), start, length)) {
                    int at = result.allocate(i, length);
                    flipCase(texts.data(), start, length, 'a', 'z', result.data(), at);
                } else {
                    Utf8.set(result, i, texts.getString(i).toUpperCase(Locale.ROOT));
                }
            }
        }
    }

    static void lower(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = texts.starts()[i];
                int length = texts.lengths()[i];
                if (Utf8.isAscii(texts.data(), start, length)) {
                    int at = result.allocate(i, length);
                    flipCase(texts.data(), start, length, 'A', 'Z', result.data(), at);
                } else {
                    Utf8.set(result, i, texts.getString(i).toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private static void flipCase(byte[] from, int start, int length, char first, char last, byte[] to, int at) {
        for (int i = 0; i < length; i++) {
            byte b = from[start + i];
            to[at + i] = (byte) (b >= first && b <= last ? b ^ 0x20 : b);
        }
    }

    static void reverse(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                byte[] data = texts.data();
                int from = texts.starts()[i];
                int end = from + texts.lengths()[i];
                int to = result.allocate(i, end - from) + end - from;
                while (from < end) {
                    int length = Math.min(Utf8.sequenceLength(data[from]), end - from);
                    to -= length;
                    System.arraycopy(data, from, result.data(), to, length);
                    from += length;
                }
            }
        }
    }

    /** Words are runs of ASCII letters and digits; everything else separates them. */
    static void initcap(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int length = texts.lengths()[i];
                int start = texts.starts()[i];
                int at = result.allocate(i, length);
                boolean inWord = false;
                for (int j = 0; j < length; j++) {
                    byte b = texts.data()[start + j];
                    boolean isUpper = b >= 'A' && b <= 'Z';
                    boolean isLower = b >= 'a' && b <= 'z';
                    boolean flips = inWord ? isUpper : isLower;
                    result.data()[at + j] = (byte) (flips ? b ^ 0x20 : b);
                    inWord = isUpper || isLower || b >= '0' && b <= '9';
                }
            }
        }
    }

    // ---- tests and numbers -----------------------------------------------------------------------------------------

    static void charLength(BytesColumn texts, IntColumn result, int count) {
        byte[] data = texts.data();
        int[] starts = texts.starts();
        int[] lengths = texts.lengths();
        int[] to = result.values();
        for (int i = 0; i < count; i++) {
            to[i] = Utf8.codePoints(data, starts[i], lengths[i]);
        }
    }

    static void ascii(BytesColumn texts, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, texts.lengths()[i] == 0 ? 0 : texts.data()[texts.starts()[i]]);
        }
    }

    static void startsWith(BytesColumn texts, BytesColumn prefixes, BooleanColumn result, int count) {
        for (int i = 0; i < count; i++) {
            int start = texts.starts()[i];
            int prefixStart = prefixes.starts()[i];
            int length = prefixes.lengths()[i];
            result.set(
                    i,
                    length <= texts.lengths()[i]
                            && Arrays.equals(
                                    texts.data(),
                                    start,
                                    start + length,
                                    prefixes.data(),
                                    prefixStart,
                                    prefixStart + length));
        }
    }

    static void endsWith(BytesColumn texts, BytesColumn suffixes, BooleanColumn result, int count) {
        for (int i = 0; i < count; i++) {
            int end = texts.starts()[i] + texts.lengths()[i];
            int suffixStart = suffixes.starts()[i];
            int length = suffixes.lengths()[i];
            result.set(
                    i,
                    length <= texts.lengths()[i]
                            && Arrays.equals(
                                    texts.data(),
                                    end - length,
                                    end,
                                    suffixes.data(),
                                    suffixStart,
                                    suffixStart + length));
        }
    }
}
