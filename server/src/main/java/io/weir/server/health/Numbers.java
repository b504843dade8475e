package io.weir.server.health;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them: at most four significant digits, no exponent, the unit behind. */
final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private Numbers() {}

    static String text(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return "unknown";
        }
        BigDecimal decimal = BigDecimal.valueOf(number);
        BigDecimal rounded =
                Math.abs(number) >= 1000 ? decimal.setScale(0, RoundingMode.HALF_EVEN) : decimal.round(FOUR_DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    static String text(double number, String unit) {
        return switch (unit) {
            case "" -> text(number);
            case "x" -> text(number) + "x";
            default -> text(number) + " " + unit;
        };
    }

    static String bytes(double number) {
        int unit = 0;
        double rest = number;
        while (rest >= 1024 && unit < BYTE_UNITS.length - 1) {
            rest /= 1024;
            unit++;
        }
        return text(rest) + " " + BYTE_UNITS[unit];
    }

    static String millis(double millis) {
        if (millis < 1000) {
            return text(millis) + " ms";
        }
        return millis < 120_000 ? text(millis / 1000) + " s" : text(millis / 60_000) + " min";
    }
}
