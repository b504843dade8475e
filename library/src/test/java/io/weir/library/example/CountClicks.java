package io.weir.library.example;

import io.weir.library.QueryResult;
import io.weir.library.TableInput;
import io.weir.library.Weir;

/** Rows from Java, a query, the result as a list. */
public final class CountClicks {
    private CountClicks() {}

    public static void main(String[] arguments) {
        try (Weir weir = Weir.open()) {
            weir.execute("CREATE TABLE clicks (page STRING, ms INT) WITH ('connector' = 'push')");
            QueryResult result = weir.query("SELECT page, COUNT(*) AS clicks, AVG(ms) AS ms FROM clicks GROUP BY page");
            try (TableInput clicks = weir.input("clicks")) {
                clicks.push("/home", 120);
                clicks.push("/cart", 80);
            }
            result.toList().forEach(System.out::println);
        }
    }
}
