package io.weir.library.example;

import io.weir.connector.view.View;
import io.weir.connector.view.ViewFilter.Operator;
import io.weir.connector.view.ViewQuery;
import io.weir.library.TableInput;
import io.weir.library.Weir;

/** A result that is kept up to date, and read by key. */
public final class ReadAView {
    private ReadAView() {}

    public static void main(String[] arguments) {
        try (Weir weir = Weir.open()) {
            weir.execute("""
                    CREATE TABLE clicks (page STRING, ms INT) WITH ('connector' = 'push');
                    CREATE TABLE pages (page STRING, clicks BIGINT, PRIMARY KEY (page) NOT ENFORCED)
                    WITH ('connector' = 'view')""");
            try (TableInput clicks = weir.input("clicks")) {
                clicks.push("/home", 120);
                clicks.push("/cart", 80);
                clicks.push("/home", 95);
            }
            weir.execute("INSERT INTO pages SELECT page, COUNT(*) FROM clicks GROUP BY page");

            View pages = weir.views().get("pages");
            ViewQuery home = ViewQuery.ALL.where("page", Operator.EQ, "/home");
            System.out.println(pages.read(home).toRows());
            System.out.println(
                    weir.query("SELECT SUM(clicks) AS clicks FROM pages").toList());
        }
    }
}
