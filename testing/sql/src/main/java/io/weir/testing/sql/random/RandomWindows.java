package io.weir.testing.sql.random;

import java.util.List;
import java.util.Random;

/** Draws windows. */
final class RandomWindows {
    private static final List<String> SIZES = List.of("10' SECOND", "30' SECOND", "1' MINUTE", "5' MINUTE");

    private final Random random;

    RandomWindows(Random random) {
        this.random = random;
    }

    /** The size of a window as it stands in an interval. */
    String size() {
        return SIZES.get(random.nextInt(SIZES.size()));
    }

    /** A window table function reads a table or a query in parentheses. */
    static Sql inputOf(Sql from) {
        return from instanceof Sql.Text ? Sql.of("TABLE ", from) : from;
    }

    Sql function(Sql from, List<String> keys) {
        String size = size();
        Sql input = inputOf(from);
        String time = ", DESCRIPTOR(ts), ";
        return switch (random.nextInt(4)) {
            case 0 -> Sql.of("TUMBLE(", input, time + "INTERVAL '" + size + offset() + ")");
            case 1 -> Sql.of("HOP(", input, time + "INTERVAL '10' SECOND, INTERVAL '" + size + ")");
            case 2 -> Sql.of("CUMULATE(", input, time + "INTERVAL '10' SECOND, INTERVAL '" + size + ")");
            default ->
                Sql.of(
                        "SESSION(",
                        input,
                        (keys.isEmpty() ? "" : " PARTITION BY " + String.join(", ", keys)) + time + "INTERVAL '"
                                + (5 + random.nextInt(40)) + "' SECOND)");
        };
    }

    private String offset() {
        return random.nextInt(5) == 0 ? ", INTERVAL '" + (1 + random.nextInt(8)) + "' SECOND" : "";
    }
}
