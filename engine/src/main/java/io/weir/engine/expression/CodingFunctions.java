package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.SplittableRandom;

/** Texts as bytes of a character set and back, bytes from hexadecimal digits, and UUID. */
final class CodingFunctions {
    private static final byte[] DIGITS = Utf8.bytes("0123456789abcdef");
    private static final int UUID_LENGTH = 36;

    private CodingFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add(
                "ENCODE",
                call -> Kernels.<BytesColumn, BytesColumn, BytesColumn>binary(call, CodingFunctions::encode)
                        .fallible());
        registry.add(
                "DECODE",
                call -> Kernels.<BytesColumn, BytesColumn, BytesColumn>binary(call, CodingFunctions::decode)
                        .fallible());
        registry.add("UNHEX", call -> Kernels.<BytesColumn, BytesColumn>unary(call, CodingFunctions::unhex));
        registry.add("UUID", CodingFunctions::uuid);
    }

    private static Expression uuid(Call call) {
        SplittableRandom high = new SplittableRandom(call.context().seeds().getAsLong());
        SplittableRandom low = new SplittableRandom(call.context().seeds().getAsLong());
        return Kernels.<BytesColumn>nullary(call.type(), (batch, result) -> {
                    for (int i = 0; i < batch.rowCount(); i++) {
                        int at = result.allocate(i, UUID_LENGTH);
                        writeUuid(high.nextLong(), low.nextLong(), result.data(), at);
                    }
                })
                .nondeterministic();
    }

    private static Charset charset(BytesColumn names, int position, String function) {
        String name = names.getString(position);
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new WeirException(
                    ErrorCode.VALUE_INVALID,
                    "There is no character set '" + name + "'",
                    function,
                    "Use one such as UTF-8, UTF-16BE, ISO-8859-1 or US-ASCII",
                    e);
        }
    }

    private static boolean isUtf8(BytesColumn names, int position) {
        return names.lengths()[position] == 5 && names.getString(position).equalsIgnoreCase("UTF-8");
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void encode(BytesColumn texts, BytesColumn charsets, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                if (isUtf8(charsets, i)) {
                    result.set(i, texts.data(), texts.starts()[i], texts.lengths()[i]);
                } else {
                    result.set(i, texts.getString(i).getBytes(charset(charsets, i, "ENCODE")));
                }
            }
        }
    }

    private static void decode(BytesColumn bytes, BytesColumn charsets, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = bytes.starts()[i];
                int length = bytes.lengths()[i];
                Charset charset = isUtf8(charsets, i) ? StandardCharsets.UTF_8 : charset(charsets, i, "DECODE");
                Utf8.set(result, i, new String(bytes.data(), start, length, charset));
            }
        }
    }

    /** Of an odd number of digits the first gives a zero byte, as in Flink; anything but digits gives null. */
    private static void unhex(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int length = texts.lengths()[i];
                int bytes = (length + 1) / 2;
                int at = result.allocate(i, bytes);
                if (!unhex(texts.data(), texts.starts()[i], length, result.data(), at)) {
                    result.shrink(i, 0);
                    Utf8.setNull(result, i);
                }
            }
        }
    }

    private static boolean unhex(byte[] digits, int start, int length, byte[] to, int position) {
        int at = position;
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = Character.digit(digits[start + i], 16);
            if (digit < 0) {
                return false;
            }
            value = value << 4 | digit;
            if ((length - i) % 2 == 1) {
                to[at++] = i == 0 ? 0 : (byte) value;
                value = 0;
            }
        }
        return true;
    }

    /** A random UUID: version 4, variant 2. */
    private static void writeUuid(long high, long low, byte[] to, int position) {
        long first = high & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long second = low & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        int at = position;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                to[at++] = '-';
            }
            long half = digit < 16 ? first : second;
            to[at++] = DIGITS[(int) (half >>> 60 - 4 * (digit % 16)) & 0xF];
        }
    }
}
