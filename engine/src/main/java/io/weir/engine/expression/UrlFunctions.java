package io.weir.engine.expression;

import io.weir.columnar.BytesColumn;
import io.weir.columnar.Column;
import io.weir.columnar.LongColumn;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Parts of URLs, the encoding of their parameters, and IPv4 addresses as numbers. */
final class UrlFunctions {
    private static final byte[] HEX_DIGITS = Utf8.bytes("0123456789ABCDEF");
    private static final int OCTET_MAX = 255;

    private UrlFunctions() {}

    static void register(FunctionRegistry registry) {
        registry.add("PARSE_URL", call -> Kernels.<BytesColumn>variadic(call, UrlFunctions::parseUrl));
        registry.add("URL_ENCODE", call -> Kernels.<BytesColumn, BytesColumn>unary(call, UrlFunctions::encode));
        registry.add("URL_DECODE", call -> Kernels.<BytesColumn, BytesColumn>unary(call, UrlFunctions::decode));
        registry.add("INET_ATON", call -> Kernels.unary(call, UrlFunctions::addressesToNumbers));
        registry.add(
                "INET_NTOA",
                call -> Kernels.<LongColumn, BytesColumn>unary(
                        call.type(), Numbers.toLong(call.operand(0)), UrlFunctions::numbersToAddresses));
    }

    // ---- kernels ---------------------------------------------------------------------------------------------------

    /** What is no URL, or has no such part, gives null. */
    private static void parseUrl(Column[] operands, BytesColumn result, int count) {
        BytesColumn urls = (BytesColumn) operands[0];
        BytesColumn parts = (BytesColumn) operands[1];
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                String part = parts.getString(i);
                if (operands.length == 2) {
                    Utf8.setNullable(result, i, part(urls.getString(i), part));
                } else {
                    String query = part.equals("QUERY") ? part(urls.getString(i), part) : null;
                    String key = ((BytesColumn) operands[2]).getString(i);
                    Utf8.setNullable(result, i, query == null ? null : parameter(query, key + "="));
                }
            }
        }
    }

    private static @Nullable String part(String text, String part) {
        URL url;
        try {
            url = new URL(text);
        } catch (MalformedURLException e) {
            return null;
        }
        return switch (part) {
            case "HOST" -> url.getHost();
            case "PATH" -> url.getPath();
            case "QUERY" -> url.getQuery();
            case "REF" -> url.getRef();
            case "PROTOCOL" -> url.getProtocol();
            case "FILE" -> url.getFile();
            case "AUTHORITY" -> url.getAuthority();
            case "USERINFO" -> url.getUserInfo();
            default -> null;
        };
    }

    /** The text between {@code start}, at the query's begin or behind an ampersand, and the next ampersand. */
    private static @Nullable String parameter(String query, String start) {
        for (int at = 0; at >= 0; ) {
            if (query.startsWith(start, at)) {
                int end = query.indexOf('&', at + start.length());
                return query.substring(at + start.length(), end < 0 ? query.length() : end);
            }
            int next = query.indexOf('&', at);
            at = next < 0 ? -1 : next + 1;
        }
        return null;
    }

    static void encode(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int start = texts.starts()[i];
                int length = texts.lengths()[i];
                int at = result.allocate(i, 3 * length);
                result.shrink(i, encode(texts.data(), start, length, result.data(), at) - at);
            }
        }
    }

    private static int encode(byte[] from, int start, int length, byte[] to, int position) {
        int at = position;
        for (int i = start; i < start + length; i++) {
            byte b = from[i];
            if (isPlain(b)) {
                to[at++] = b;
            } else if (b == ' ') {
                to[at++] = '+';
            } else {
                to[at++] = '%';
                to[at++] = HEX_DIGITS[b >> 4 & 0xF];
                to[at++] = HEX_DIGITS[b & 0xF];
            }
        }
        return at;
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '.'
                || b == '-'
                || b == '*'
                || b == '_';
    }

    static void decode(BytesColumn texts, BytesColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                int length = texts.lengths()[i];
                int at = result.allocate(i, length);
                int end = decodeAscii(texts.data(), texts.starts()[i], length, result.data(), at);
                if (end >= 0) {
                    result.shrink(i, end - at);
                } else {
                    result.shrink(i, 0);
                    Utf8.setNullable(result, i, decode(texts.getString(i)));
                }
            }
        }
    }

    /** Decodes as long as there are only ASCII characters in it; otherwise -1. */
    private static int decodeAscii(byte[] from, int start, int length, byte[] to, int position) {
        int end = start + length;
        int at = position;
        for (int i = start; i < end; i++) {
            byte b = from[i];
            if (b == '%') {
                int high = i + 2 < end ? Character.digit(from[i + 1], 16) : -1;
                int low = i + 2 < end ? Character.digit(from[i + 2], 16) : -1;
                if (high < 0 || high > 7 || low < 0) {
                    return -1;
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+') {
                b = ' ';
            }
            to[at++] = b;
        }
        return at;
    }

    private static @Nullable String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void addressesToNumbers(BytesColumn texts, LongColumn result, int count) {
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                long number = address(texts.data(), texts.starts()[i], texts.lengths()[i]);
                if (number < 0) {
                    result.setNull(i);
                } else {
                    result.set(i, number);
                }
            }
        }
    }

    /** The number of one to four octets, of which the last is the lowest and the others the highest; or -1. */
    private static long address(byte[] data, int start, int length) {
        long number = 0;
        int octets = 0;
        int octet = -1;
        for (int i = start; i <= start + length; i++) {
            if (i == start + length || data[i] == '.') {
                if (octet < 0 || ++octets > 4) {
                    return -1;
                }
                boolean isLast = i == start + length;
                number |= (long) octet << (isLast ? 0 : 32 - 8 * octets);
                octet = -1;
            } else {
                int digit = data[i] - '0';
                octet = Math.max(octet, 0) * 10 + digit;
                if (digit < 0 || digit > 9 || octet > OCTET_MAX) {
                    return -1;
                }
            }
        }
        return number;
    }

    private static void numbersToAddresses(LongColumn numbers, BytesColumn result, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (!result.isNull(i)) {
                long number = numbers.get(i);
                if (number >>> 32 != 0) {
                    Utf8.setNull(result, i);
                    continue;
                }
                text.setLength(0);
                for (int shift = 24; shift >= 0; shift -= 8) {
                    text.append(number >> shift & OCTET_MAX).append(shift == 0 ? "" : ".");
                }
                Utf8.set(result, i, text);
            }
        }
    }
}
