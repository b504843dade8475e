package io.weir.format.csv;

/** Escapes as in Java's source: a delimiter may be given as {@code \t} or {@code \u0001}. */
final class JavaEscapes {
    private JavaEscapes() {}

    /** Replaces the escapes of a text; what is no escape stays. */
    static String replace(String text) {
        StringBuilder replaced = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                replaced.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            int unit = escaped == 'u' ? unit(text, at) : -1;
            if (unit >= 0) {
                replaced.append((char) unit);
                at += 4;
            } else if (escaped >= '0' && escaped <= '7') {
                int end = at;
                while (end < text.length()
                        && end < at + (escaped <= '3' ? 2 : 1)
                        && text.charAt(end) >= '0'
                        && text.charAt(end) <= '7') {
                    end++;
                }
                replaced.append((char) Integer.parseInt(text.substring(at - 1, end), 8));
                at = end;
            } else {
                replaced.append(letter(escaped));
            }
        }
        return replaced.toString();
    }

    private static char letter(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    private static int unit(String text, int start) {
        if (start + 4 > text.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
