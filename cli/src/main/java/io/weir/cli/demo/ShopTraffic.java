package io.weir.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * The events of simulated shoppers, repeatable by a seed: most arrive within a second, some out of order, one in a
 * thousand so late that its window has closed.
 */
final class ShopTraffic {
    private static final String[] PAGES = {
        "/home",
        "/search",
        "/product/1",
        "/product/2",
        "/product/3",
        "/product/4",
        "/product/5",
        "/cart",
        "/checkout",
        "/help"
    };
    private static final int[] PAGE_WEIGHTS = {30, 18, 12, 9, 7, 5, 4, 8, 5, 2};
    private static final String[] DEVICES = {"phone", "phone", "desktop", "tablet"};
    private static final String[] COUNTRIES = {"DE", "FR", "GB", "IN", "JP", "US"};
    private static final int USERS = 5_000;
    private static final int DELAY_MILLIS_MAX = 2_500;
    private static final int LATE_ONE_IN = 1_000;
    private static final int LATE_MILLIS = 30_000;
    private static final int PURCHASE_ONE_IN = 4;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Random random;
    private long eventNumber;

    ShopTraffic(long seed) {
        random = new Random(seed);
    }

    /** The record of the next event, which arrives at the given time; it happened a little earlier. */
    byte[] next(long arrivalMillis) {
        String page = page();
        long user = 1 + (long) (USERS * random.nextDouble() * random.nextDouble());
        long delay = random.nextInt(LATE_ONE_IN) == 0 ? LATE_MILLIS : random.nextInt(DELAY_MILLIS_MAX);
        int loadTime = (int) Math.min(5_000, 40 + Math.exp(random.nextGaussian() * 0.6 + 4.5));
        String record = "{\"event_id\":\"e" + eventNumber++
                + "\",\"user_id\":" + user
                + ",\"page\":\"" + page
                + "\",\"action\":\"" + action(page)
                + "\",\"event_timestamp\":\"" + ISO.format(Instant.ofEpochMilli(arrivalMillis - delay))
                + "\",\"session_id\":\"s" + user % 977
                + "\",\"load_time_ms\":" + loadTime
                + ",\"device\":\"" + DEVICES[random.nextInt(DEVICES.length)]
                + "\",\"country\":\"" + COUNTRIES[random.nextInt(COUNTRIES.length)]
                + "\"}";
        return record.getBytes(StandardCharsets.UTF_8);
    }

    private String page() {
        int at = random.nextInt(100);
        int index = 0;
        while (at >= PAGE_WEIGHTS[index]) {
            at -= PAGE_WEIGHTS[index++];
        }
        return PAGES[index];
    }

    private String action(String page) {
        return switch (page) {
            case "/checkout" -> random.nextInt(PURCHASE_ONE_IN) == 0 ? "purchase" : "view";
            case "/cart" -> "add_to_cart";
            case "/search" -> "search";
            default -> random.nextInt(3) == 0 ? "click" : "view";
        };
    }
}
