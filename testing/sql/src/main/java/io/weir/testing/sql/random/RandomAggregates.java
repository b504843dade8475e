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
        Sql call = call(expressions, isUpdating);
        return random.nextInt(6) == 0 ? Sql.of(call, " FILTER (WHERE ", expressions.draw(Kind.BOOLEAN, 1), ")") : call;
    }

    private Sql call(RandomExpressions expressions, boolean isUpdating) {
        int depth = random.nextInt(4) == 0 ? 1 : 0;
        String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
        return switch (random.nextInt(isUpdating ? 8 : 11)) {
            case 0 -> Sql.text("COUNT(*)");
            case 1 -> Sql.of("COUNT(" + distinct, expressions.draw(expressions.scalarKind(), depth), ")");
            case 2, 3 -> Sql.of("SUM(" + distinct, expressions.draw(expressions.numericKind(), depth), ")");
            case 4 -> Sql.of("AVG(" + distinct, expressions.draw(expressions.numericKind(), depth), ")");
            case 5 -> Sql.of("MIN(", expressions.draw(expressions.scalarKind(), depth), ")");
            case 6, 7 -> Sql.of("MAX(", expressions.draw(expressions.scalarKind(), depth), ")");
            case 8 -> ordered("FIRST_VALUE(", expressions.draw(expressions.scalarKind(), depth));
            case 9 -> ordered("LAST_VALUE(", expressions.draw(expressions.scalarKind(), depth));
            default -> ordered("LISTAGG(" + distinct, expressions.draw(Kind.STRING, depth));
        };
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
