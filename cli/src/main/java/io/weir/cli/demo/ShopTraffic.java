package io.weir.cli.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * The events of simulated shoppers, repeatable by a seed: they look at pages, search, fill carts, and some buy. Most
 * events arrive within a few seconds, out of order; one in a thousand so late that its window may have closed; and one
 * in two hundred comes twice, with the same {@code event_id}.
 */
public final class ShopTraffic {
    private static final int USERS = 5_000;
    private static final int PRODUCTS = 8;
    private static final String[] CATEGORIES = {"books", "garden", "kitchen", "music"};
    private static final String[] SEARCHES = {"lamp", "kettle", "spade", "violin strings", "atlas", "tea"};
    private static final int DELAY_MILLIS_MAX = 2_500;
    private static final int LATE_ONE_IN = 1_000;
    private static final int LATE_MILLIS = 30_000;
    private static final int TWICE_ONE_IN = 200;
    /** How many events may lie between an event and its copy. */
    private static final int COPY_DISTANCE_MAX = 64;

    private static final int VISIT_GAP_MILLIS = 30_000;
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What a shopper has done so far. */
    private static final class Shopper {
        private long session;
        private long lastMillis = Long.MIN_VALUE / 2;
        private int inCart;
        private int product;
        private long cents;
    }

    private final Random random;
    private final String idPrefix;
    private final Shopper[] shoppers = new Shopper[USERS + 1];
    private final byte[][] recent = new byte[COPY_DISTANCE_MAX][];
    private long eventNumber;
    private long sessionNumber;
    private long orderNumber;
    private long copies;

    /** @param idPrefix distinguishes the ids of this run from those of others */
    public ShopTraffic(long seed, String idPrefix) {
        random = new Random(seed);
        this.idPrefix = idPrefix;
        for (int i = 0; i < shoppers.length; i++) {
            shoppers[i] = new Shopper();
        }
    }

    /** The record that arrives next, at the given time; what it tells of happened a little earlier. */
    public byte[] next(long arrivalMillis) {
        byte[] copy = recent[random.nextInt(COPY_DISTANCE_MAX)];
        if (copy != null && random.nextInt(TWICE_ONE_IN) == 0) {
            copies++;
            return copy;
        }
        byte[] made = make(arrivalMillis);
        recent[(int) (eventNumber % COPY_DISTANCE_MAX)] = made;
        return made;
    }

    /** How many records were there before. */
    long copies() {
        return copies;
    }

    private byte[] make(long arrivalMillis) {
        int user = 1 + (int) (USERS * random.nextDouble() * random.nextDouble());
        Shopper shopper = shoppers[user];
        long delay = random.nextInt(LATE_ONE_IN) == 0 ? LATE_MILLIS : random.nextInt(DELAY_MILLIS_MAX);
        if (arrivalMillis - shopper.lastMillis > VISIT_GAP_MILLIS) {
            shopper.session = ++sessionNumber;
            shopper.product = 0;
        }
        shopper.lastMillis = arrivalMillis;
        int loadTime = (int) Math.min(5_000, 40 + Math.exp(random.nextGaussian() * 0.6 + 4.5));
        String record = "{\"event_id\":\"" + idPrefix + "-" + eventNumber++
                + "\",\"user_id\":" + user
                + ",\"session_id\":\"" + idPrefix + "-s" + shopper.session
                + "\"," + step(shopper)
                + ",\"load_time_ms\":" + loadTime
                + ",\"event_timestamp\":\"" + ISO.format(Instant.ofEpochMilli(arrivalMillis - delay)) + "\"}";
        return record.getBytes(StandardCharsets.UTF_8);
    }

    /** What a shopper does next: the fields that tell. */
    private String step(Shopper shopper) {
        int dice = random.nextInt(100);
        if (shopper.inCart > 0 && dice < 20) {
            return checkout(shopper);
        }
        if (shopper.product > 0 && dice < 35) {
            shopper.inCart++;
            shopper.cents += 100L * shopper.product + 499;
            return fields("add_to_cart", "/cart", product(shopper.product));
        }
        if (dice < 60) {
            shopper.product = 1 + (int) (PRODUCTS * random.nextDouble() * random.nextDouble());
            boolean isClick = random.nextInt(4) == 0;
            return fields(isClick ? "click" : "view", "/product/" + shopper.product, product(shopper.product));
        }
        if (dice < 72) {
            return fields(
                    "search", "/search", ",\"search_query\":\"" + SEARCHES[random.nextInt(SEARCHES.length)] + "\"");
        }
        if (dice < 82) {
            String category = CATEGORIES[random.nextInt(CATEGORIES.length)];
            return fields("view", "/category/" + category, ",\"category\":\"" + category + "\"");
        }
        return fields("view", "/home", "");
    }

    private String checkout(Shopper shopper) {
        if (random.nextInt(3) > 0) {
            return fields("view", "/checkout", "");
        }
        String order = ",\"order_id\":\"" + idPrefix + "-o" + ++orderNumber + "\",\"amount\":" + shopper.cents / 100
                + "." + String.format(Locale.ROOT, "%02d", shopper.cents % 100);
        shopper.inCart = 0;
        shopper.cents = 0;
        return fields("purchase", "/checkout", order);
    }

    private static String product(int product) {
        return ",\"product_id\":" + product + ",\"category\":\"" + CATEGORIES[product % CATEGORIES.length] + "\"";
    }

    private static String fields(String action, String page, String more) {
        return "\"action\":\"" + action + "\",\"page\":\"" + page + "\"" + more;
    }
}
