package io.weir.library.example;

import static org.apache.flink.table.api.Expressions.$;

import io.weir.library.Weir;
import org.apache.flink.table.api.Table;

/** A query of Flink's Table API on Weir's engine. */
public final class UseTheTableApi {
    private UseTheTableApi() {}

    public static void main(String[] arguments) {
        try (Weir weir = Weir.open()) {
            Table words =
                    weir.tableEnvironment().fromValues("weir", "dam", "weir").as("word");
            Table counts =
                    words.groupBy($("word")).select($("word"), $("word").count().as("n"));
            weir.query(counts).toList().forEach(System.out::println);
        }
    }
}
