package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.DoubleColumn;
import io.weir.columnar.IntColumn;
import io.weir.columnar.LongColumn;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.binary.BinaryStringData;

/** Digests as hexadecimal digits, Base64, and the hash code by which Flink splits a DISTINCT. */
final class HashFunctions {
    private static final int DIGEST_BYTES_MAX = 64;
    private static final byte[] HEX_DIGITS = Utf8.bytes("0123456789abcdef");

    private HashFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("MD5", call -> digest(call, "MD5"));
        registry.add("SHA1", call -> digest(call, "SHA-1"));
        registry.add("SHA224", call -> digest(call, "SHA-224"));
        registry.add("SHA256", call -> digest(call, "SHA-256"));
        registry.add("SHA384", call -> digest(call, "SHA-384"));
        registry.add("SHA512", call -> digest(call, "SHA-512"));
        registry.add("SHA2", HashFunctions::sha2);
        registry.add("TO_BASE64", call -> Kernels.unary(call, HashFunctions::toBase64));
        registry.add(
                "FROM_BASE64",
                call -> Kernels.unary(call, HashFunctions::fromBase64).fallible());
        registry.add("HASH_CODE", HashFunctions::hashCode);
    }

    private static Expression hashCode(Call call) {
        return switch (call.operandType(0).getTypeRoot()) {
            case CHAR, VARCHAR -> Kernels.unary(call, HashFunctions::hashTexts);
            case TINYINT, SMALLINT, INTEGER, DATE, TIME_WITHOUT_TIME_ZONE ->
                Kernels.<IntColumn, IntColumn>unary(call, (values, result, count) -> {
                    System.arraycopy(values.values(), 0, result.values(), 0, count);
                });
            case BIGINT -> Kernels.unary(call, HashFunctions::hashLongs);
            case DOUBLE -> Kernels.unary(call, HashFunctions::hashDoubles);
            default -> throw call.notNative();
        };
    }

    private static Expression sha2(Call call) {
        Constant bits = call.constant(1);
        if (bits == null) {
            return sha2OfColumn(call);
        }
        return switch (bits.intValue()) {
            case 224, 256, 384, 512 -> digest(call, "SHA-" + bits.intValue());
            default -> throw call.notNative();
        };
    }

    /** The number of bits is a column. */
    private static Expression sha2OfColumn(Call call) {
        Map<Long, MessageDigest> digests = new HashMap<>();
        byte[] buffer = new byte[DIGEST_BYTES_MAX];
        return Kernels.<BytesColumn, LongColumn, BytesColumn>binary(
                        call.type(), call.operand(0), Numbers.toLong(call.operand(1)), (texts, bits, result, count) -> {
                            for (int i = 0; i < count; i++) {
                                if (!result.isNull(i)) {
                                    digestOne(texts, result, i, sha2(digests, bits.get(i)), buffer);
                                }
                            }
                        })
                .fallible();
    }

    private static MessageDigest sha2(Map<Long, MessageDigest> digests, long bits) {
        MessageDigest digest = digests.get(bits);
        if (digest == null) {
            boolean isKnown = bits == 224 || bits == 256 || bits == 384 || bits == 512;
            if (!isKnown) {
                throw new WeirException(
                        ErrorCode.VALUE_INVALID,
                        "There is no SHA-2 of " + bits + " bits",
                        "SHA2",
                        "Use 224, 256, 384 or 512",
                        null);
            }
            digest = digest("SHA-" + bits);
            digests.put(bits, digest);
        }
        return digest;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }

    private static Expression digest(Call call, String algorithm) {
        MessageDigest digest = digest(algorithm);
        byte[] buffer = new byte[DIGEST_BYTES_MAX];
        return Kernels.<BytesColumn, BytesColumn>unary(
                call.type(), call.operand(0), (texts, result, count) -> digest(texts, result, count, digest, buffer));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    private static void digest(BytesColumn texts, BytesColumn result, int count, MessageDigest digest, byte[] buffer) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                digestOne(texts, result, i, digest, buffer);
            }
        }
    }

    private static void digestOne(BytesColumn texts, BytesColumn result, int i, MessageDigest digest, byte[] buffer) {
        digest.update(texts.data(), texts.starts()[i], texts.lengths()[i]);
        try {
            int length = digest.digest(buffer, 0, buffer.length);
            hex(buffer, 0, length, result, i);
        } catch (DigestException e) {
            throw new IllegalStateException("no room for a digest", e);
        }
    }

    /** Writes bytes as small hexadecimal digits. */
    private static void hex(byte[] bytes, int start, int length, BytesColumn result, int position) {
        int at = result.allocate(position, 2 * length);
        byte[] data = result.data();
        for (int i = 0; i < length; i++) {
            data[at + 2 * i] = HEX_DIGITS[bytes[start + i] >> 4 & 0xF];
            data[at + 2 * i + 1] = HEX_DIGITS[bytes[start + i] & 0xF];
        }
    }

    static void toBase64(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                result.set(i, Base64.getEncoder().encode(texts.getBytes(i)));
            }
        }
    }

    static void fromBase64(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                try {
                    result.set(i, Base64.getDecoder().decode(texts.getBytes(i)));
                } catch (IllegalArgumentException e) {
                    throw new WeirException(
                            ErrorCode.VALUE_INVALID, "'" + texts.getString(i) + "' is no Base64", "FROM_BASE64", "", e);
                }
            }
        }
    }

    private static void hashTexts(BytesColumn texts, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                BinaryStringData text = BinaryStringData.fromBytes(texts.data(), texts.starts()[i], texts.lengths()[i]);
                result.set(i, text.hashCode());
            }
        }
    }

    private static void hashLongs(LongColumn values, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, Long.hashCode(values.get(i)));
        }
    }

    private static void hashDoubles(DoubleColumn values, IntColumn result, int count) {
        for (int i = 0; i < count; i++) {
            result.set(i, Double.hashCode(values.get(i)));
        }
    }
}
