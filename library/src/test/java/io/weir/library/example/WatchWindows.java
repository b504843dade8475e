package io.weir.library.example;

import io.weir.library.QueryResult;
import io.weir.library.TableInput;
import io.weir.library.Weir;
import java.time.LocalDateTime;

/** A subscriber that is called for each window while rows go on coming. */
public final class WatchWindows {
    private WatchWindows() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Weir weir = Weir.builder().parallelism(2).open()) {
            weir.execute("""
                    CREATE TABLE clicks (
                      page STRING,
                      ts TIMESTAMP(3),
                      WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
                    ) WITH ('connector' = 'push')""");
            String perMinute = """
                    SELECT window_start, page, COUNT(*) AS clicks
                    FROM TABLE(TUMBLE(TABLE clicks, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
                    GROUP BY window_start, window_end, page""";
            QueryResult windows = weir.query(
                    perMinute, row -> System.out.println(row.getField("page") + " " + row.getField("clicks")));
            try (TableInput clicks = weir.input("clicks")) {
                for (int i = 0; i < 600; i++) {
                    clicks.push(
                            "/page/" + i % 3,
                            LocalDateTime.of(2026, 1, 1, 10, 0).plusSeconds(i));
                }
            }
            windows.await();
        }
    }
}
