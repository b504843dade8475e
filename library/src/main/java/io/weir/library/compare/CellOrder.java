package io.weir.library.compare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Orders rows by their cells from left to right: numbers by value, all else by its text. */
public final class CellOrder implements Comparator<List<String>> {
    /** The only one there is. */
    public static final CellOrder ORDER = new CellOrder();

    private CellOrder() {}

    @Override
    public int compare(List<String> left, List<String> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = cells(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int cells(String left, String right) {
        Optional<BigDecimal> leftNumber = number(left);
        Optional<BigDecimal> rightNumber = number(right);
        if (leftNumber.isPresent() && rightNumber.isPresent()) {
            int order = leftNumber.get().compareTo(rightNumber.get());
            return order != 0 ? order : left.compareTo(right);
        }
        if (leftNumber.isPresent() != rightNumber.isPresent()) {
            return leftNumber.isPresent() ? -1 : 1;
        }
        return left.compareTo(right);
    }

    private static Optional<BigDecimal> number(String cell) {
        try {
            return Optional.of(new BigDecimal(cell));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
