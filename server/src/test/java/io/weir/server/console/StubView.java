package io.weir.server.console;

import static io.weir.server.console.StubData.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A view in memory that answers as the API does: filters by equality, orders, limits; its rows change on demand. */
final class StubView {
    private final String name;
    private final List<Map<String, @Nullable Object>> columns;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final Random random = new Random(5);
    private long version = 900;

    StubView(String name, List<Map<String, @Nullable Object>> columns) {
        this.name = name;
        this.columns = columns;
    }

    static Map<String, @Nullable Object> column(String name, String type, boolean isKey) {
        return map("name", name, "type", type, "key", isKey);
    }

    /** What the shop's pages did in each of the last minutes. */
    static StubView pageMetrics() {
        StubView view = new StubView(
                "page_metrics",
                List.of(
                        column("window_start", "TIMESTAMP(3)", true),
                        column("page", "VARCHAR(2147483647)", true),
                        column("view_count", "BIGINT", false),
                        column("unique_users", "BIGINT", false),
                        column("purchases", "BIGINT", false),
                        column("avg_load_time", "DOUBLE", false)));
        long minute = System.currentTimeMillis() / 60_000;
        for (long at = minute; at > minute - 30; at--) {
            for (int i = 0; i < StubData.PAGES.size(); i++) {
                long count = Math.round((9 - i) * 1400 * (1 + 0.25 * Math.sin(at / 4.0 + i)));
                view.rows.add(map(
                        "window_start",
                        java.time.Instant.ofEpochSecond(at * 60)
                                .toString()
                                .replace("Z", ".000")
                                .replace('T', ' '),
                        "page",
                        StubData.PAGES.get(i),
                        "view_count",
                        count,
                        "unique_users",
                        Math.round(count * 0.62),
                        "purchases",
                        i == 5 ? count / 9 : count / 160,
                        "avg_load_time",
                        210.0 + i * 31 + at % 7 * 4));
            }
        }
        return view;
    }

    static StubView activeUsers() {
        StubView view = new StubView(
                "active_users",
                List.of(
                        column("country", "VARCHAR(2)", true),
                        column("users", "BIGINT", false),
                        column("sessions", "BIGINT", false)));
        List<String> countries = List.of("DE", "FR", "US", "JP", "BR", "IN", "NP", "ZA");
        for (int i = 0; i < countries.size(); i++) {
            view.rows.add(map("country", countries.get(i), "users", 1200L - i * 130, "sessions", 1900L - i * 190));
        }
        return view;
    }

    String name() {
        return name;
    }

    synchronized void add(Map<String, @Nullable Object> row) {
        rows.add(row);
        version++;
    }

    synchronized Map<String, @Nullable Object> describe() {
        return map(
                "name",
                name,
                "pipeline",
                "page-metrics",
                "columns",
                columns,
                "appendOnly",
                false,
                "rows",
                rows.size(),
                "freshness",
                StubData.freshness(version),
                "sql",
                StubData.SHOP_SQL.substring(StubData.SHOP_SQL.indexOf("INSERT")));
    }

    synchronized Map<String, @Nullable Object> read(Map<String, String> query) {
        List<Map<String, @Nullable Object>> found = new ArrayList<>(rows);
        for (Map<String, @Nullable Object> column : columns) {
            String wanted = query.get(column.get("name") + ".eq");
            if (wanted != null) {
                found.removeIf(row -> !wanted.equals(String.valueOf(row.get(column.get("name")))));
            }
        }
        String order = query.get("order");
        if (order != null) {
            String column = order.startsWith("-") ? order.substring(1) : order;
            Comparator<Map<String, @Nullable Object>> by = Comparator.comparing(row -> key(row.get(column)));
            found.sort(order.startsWith("-") ? by.reversed() : by);
        }
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        boolean isCut = found.size() > limit;
        return map(
                "view",
                name,
                "columns",
                columns,
                "rows",
                isCut ? found.subList(0, limit) : found,
                "nextPage",
                isCut ? "p2" : null,
                "freshness",
                StubData.freshness(version));
    }

    private static String key(@Nullable Object value) {
        return value instanceof Number number ? String.format("%020.3f", number.doubleValue()) : String.valueOf(value);
    }

    /** Changes some of the first rows; each change as the stream has it. */
    synchronized List<Map<String, @Nullable Object>> change(int count) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> row = rows.get(random.nextInt(Math.min(8, rows.size())));
            for (Map<String, @Nullable Object> column : columns) {
                String field = String.valueOf(column.get("name"));
                if (row.get(field) instanceof Long number) {
                    row.put(field, number + 1 + random.nextInt(3));
                }
            }
            changes.add(map(
                    "op",
                    "upsert",
                    "row",
                    map(row.entrySet().stream()
                            .flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue()))
                            .toArray())));
        }
        version++;
        return changes;
    }

    synchronized long version() {
        return version;
    }
}
