package io.weir.cli.size;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows a second, as people write them: {@code 2M/s}, {@code 500k/s}, {@code 10000}. */
public record TargetRate(double rowsPerSecond) {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) *([kmg]?)(?:/s)?");
    private static final double MAX = 1e12;

    /**
     * Reads a rate.
     *
     * @throws WeirException if it is none
     */
    public static TargetRate of(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            double unit = switch (matcher.group(2)) {
                case "k" -> 1e3;
                case "m" -> 1e6;
                case "g" -> 1e9;
                default -> 1;
            };
            double rate = new BigDecimal(matcher.group(1)).doubleValue() * unit;
            if (rate > 0 && rate <= MAX) {
                return new TargetRate(rate);
            }
        }
        throw new WeirException(
                ErrorCode.USAGE, "'" + text + "' is no rate", "--target", "Give rows a second, such as 2M/s", null);
    }
}
