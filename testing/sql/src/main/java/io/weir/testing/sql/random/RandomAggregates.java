package io.weir.testing.sql.random;

import io.weir.testing.sql.random.RandomTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws aggregate calls over the columns of a scope. */
final class RandomAggregates {
    private final Random random;
    private boolean dependsOnArrival;
    private int names;

    RandomAggregates(Random random) {
        this.random = random;
    }

    /** Whether a call that was drawn gives the first or the last of something that arrived. */
    boolean dependsOnArrival() {
        return dependsOnArrival;
    }

    /** Several calls, each with a name of its own. Over updating rows only those that can take rows back. */
    Sql.Parts aggregates(List<Column> columns, boolean isUpdating) {
        List<Sql> calls = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            calls.add(Sql.of(aggregate(columns, isUpdating), " AS a" + names++));
        }
        return new Sql.Parts("", ", ", 1, calls);
    }

    Sql aggregate(List<Column> columns, boolean isUpdating) {
        RandomExpressions expressions = new RandomExpressions(random, columns);
        // Flink takes what a FILTER leaves nothing of for NOT NULL if the argument is, and then spoils the NULL.
        boolean isFiltered = random.nextInt(6) == 0;
        Sql call = call(expressions, isUpdating, isFiltered);
        return isFiltered ? Sql.of(call, " FILTER (WHERE ", expressions.draw(Kind.BOOLEAN, 1), ")") : call;
    }

    private Sql call(RandomExpressions expressions, boolean isUpdating, boolean isNullable) {
        String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
        Sql any = argument(expressions, expressions.scalarKind(), isNullable);
        Sql number = argument(expressions, expressions.numericKind(), isNullable);
        return switch (random.nextInt(isUpdating ? 8 : 11)) {
            case 0 -> Sql.text("COUNT(*)");
            case 1 -> Sql.of("COUNT(" + distinct, any, ")");
            case 2, 3 -> Sql.of("SUM(" + distinct, number, ")");
            case 4 -> Sql.of("AVG(" + distinct, number, ")");
            case 5 -> Sql.of("MIN(", any, ")");
            case 6, 7 -> Sql.of("MAX(", any, ")");
            case 8 -> ordered("FIRST_VALUE(", any);
            case 9 -> ordered("LAST_VALUE(", any);
            default -> ordered("LISTAGG(" + distinct, argument(expressions, Kind.STRING, isNullable));
        };
    }

    private Sql argument(RandomExpressions expressions, Kind kind, boolean isNullable) {
        return isNullable ? expressions.nullable(kind) : expressions.draw(kind, random.nextInt(4) == 0 ? 1 : 0);
    }

    private Sql ordered(String call, Sql argument) {
        dependsOnArrival = true;
        return Sql.of(call, argument, ")");
    }

    Sql having(List<Column> columns) {
        return random.nextInt(5) == 0
                ? new Sql.Parts(
                        " HAVING ",
                        " AND ",
                        0,
                        List.of(Sql.of(aggregate(columns, true), " IS NOT NULL"), Sql.text("COUNT(*) > 1")))
                : Sql.text("");
    }
}
