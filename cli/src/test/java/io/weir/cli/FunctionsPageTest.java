package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.expression.FunctionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionKind;
import org.apache.flink.table.planner.functions.sql.FlinkSqlOperatorTable;
import org.junit.jupiter.api.Test;

/**
 * The page of functions counts those that are native against all scalar functions and operators that Flink has, which
 * are read from Flink: none is forgotten.
 */
class FunctionsPageTest {
    private static final String HEAD = """
            # Functions

            Functions mean what Flink's documentation says of them. A job that calls one which is not native runs on
            Flink. This page is generated: the list is Flink's own, of its scalar functions and operators.

            """;

    /** What the planner writes with other functions, so that it never stands in a plan. */
    private static final Map<String, String> PLANNED = Map.ofEntries(
            Map.entry("AS", "the name of a column"),
            Map.entry("BETWEEN ASYMMETRIC", "`AND`, `>=`, `<=`"),
            Map.entry("BETWEEN SYMMETRIC", "`OR`, `AND`, `>=`, `<=`"),
            Map.entry("NOT BETWEEN ASYMMETRIC", "`OR`, `<`, `>`"),
            Map.entry("NOT BETWEEN SYMMETRIC", "`AND`, `OR`, `<`, `>`"),
            Map.entry("IN", "`OR` or `SEARCH`"),
            Map.entry("NOT IN", "`AND` or `SEARCH`"),
            Map.entry("NOT LIKE", "`NOT`, `LIKE`"),
            Map.entry("NOT SIMILAR TO", "`NOT`, `SIMILAR TO`"),
            Map.entry("NULLIF", "`CASE`"),
            Map.entry("OVERLAPS", "`AND`, `>=`, `<=`, `+`"),
            Map.entry("YEAR", "`EXTRACT`"),
            Map.entry("QUARTER", "`EXTRACT`"),
            Map.entry("MONTH", "`EXTRACT`"),
            Map.entry("WEEK", "`EXTRACT`"),
            Map.entry("DAYOFYEAR", "`EXTRACT`"),
            Map.entry("DAYOFMONTH", "`EXTRACT`"),
            Map.entry("DAYOFWEEK", "`EXTRACT`"),
            Map.entry("HOUR", "`EXTRACT`"),
            Map.entry("MINUTE", "`EXTRACT`"),
            Map.entry("SECOND", "`EXTRACT`"),
            Map.entry("TIMESTAMPADD", "`+`"),
            Map.entry("TIMESTAMPDIFF", "`-` with a unit"),
            Map.entry("$LITERALCHAIN", "one literal"));

    /** What is no scalar function but a part of another clause, or only inside of Flink. */
    private static final Set<String> OTHER_CLAUSES = Set.of(
            "$SCALAR_QUERY",
            "EXISTS",
            "UNION",
            "UNION ALL",
            "EXCEPT",
            "EXCEPT ALL",
            "INTERSECT",
            "INTERSECT ALL",
            "DESC",
            "NULLS FIRST",
            "NULLS LAST",
            "IGNORE NULLS",
            "RESPECT NULLS",
            "$TUMBLE",
            "TUMBLE",
            "TUMBLE_START",
            "TUMBLE_END",
            "TUMBLE_ROWTIME",
            "TUMBLE_PROCTIME",
            "$HOP",
            "HOP",
            "HOP_START",
            "HOP_END",
            "HOP_ROWTIME",
            "HOP_PROCTIME",
            "$SESSION",
            "SESSION",
            "SESSION_START",
            "SESSION_END",
            "SESSION_ROWTIME",
            "SESSION_PROCTIME",
            "CUMULATE",
            "DESCRIPTOR",
            "ML_EVALUATE",
            "VECTOR_SEARCH",
            "CLASSIFIER",
            "FINAL",
            "RUNNING",
            "FIRST",
            "LAST",
            "NEXT",
            "PREV",
            "SKIP TO FIRST",
            "SKIP TO LAST",
            "MATCH_ROWTIME",
            "MATCH_PROCTIME",
            "AGG_DECIMAL_PLUS",
            "HIVE_AGG_DECIMAL_PLUS");

    private static final String AGGREGATES = """

            Aggregates: `ARRAY_AGG`, `AVG`, `COLLECT`, `COUNT`, `FIRST_VALUE`, `JSON_ARRAYAGG`, `JSON_OBJECTAGG`,
            `LAST_VALUE`, `LISTAGG`, `MAX`, `MIN`, `PERCENTILE`, `STDDEV_POP`, `STDDEV_SAMP`, `SUM`, `VAR_POP`,
            `VAR_SAMP`; [sql](sql.md) says where.
            """;

    private static final String VARIANT = "Flink cannot write the type `VARIANT` into a compiled plan";
    private static final String CLASS_OF_USER = "makes values of a class of the user's";

    /** Why a scalar function is not native. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("PARSE_JSON", VARIANT),
            Map.entry("TRY_PARSE_JSON", VARIANT),
            Map.entry("OBJECT_OF", CLASS_OF_USER),
            Map.entry("OBJECT_UPDATE", CLASS_OF_USER),
            Map.entry("CURRENT_DATABASE", "the plan does not hold the name of the database"),
            Map.entry("MULTISET", "Flink's planner has no plan for it"),
            Map.entry("PRINT", "writes into the log of a task of Flink's"),
            Map.entry("SOURCE_WATERMARK", "stands for the watermarks of a source of Flink's, and is never computed"),
            Map.entry("STREAMRECORD_TIMESTAMP", "reads what only rows of Flink's carry"));

    @Test
    void countsWhatIsNative() throws IOException {
        String page = HEAD + body();
        Path file = GalleryTest.root().resolve("docs/reference/functions.md");
        if (System.getenv("WEIR_WRITE_DOCS") != null) {
            Files.writeString(file, page);
        }

        assertThat(file)
                .as("docs/reference/functions.md; this test writes it when the environment has WEIR_WRITE_DOCS")
                .hasContent(page);
    }

    /** Flink's scalar functions by their names in SQL, with the name that stands in plans. */
    private static Map<String, String> flinkScalars() {
        Map<String, String> names = new TreeMap<>();
        for (SqlOperator operator : FlinkSqlOperatorTable.instance(false).getOperatorList()) {
            String name = operator.getName().toUpperCase(Locale.ROOT);
            if (!(operator instanceof SqlAggFunction) && !OTHER_CLAUSES.contains(name)) {
                names.put(name, name);
            }
        }
        for (BuiltInFunctionDefinition definition : BuiltInFunctionDefinitions.getDefinitions()) {
            boolean isScalar = definition.getKind() == FunctionKind.SCALAR
                    && definition.hasRuntimeImplementation()
                    && !definition.isInternal();
            if (isScalar) {
                String planName = definition.getName().toUpperCase(Locale.ROOT);
                String name = definition.getSqlName().toUpperCase(Locale.ROOT);
                if (!OTHER_CLAUSES.contains(name)) {
                    names.put(name, planName);
                }
            }
        }
        return names;
    }

    private static String body() {
        Set<String> registered = new TreeSet<>();
        FunctionRegistry.builtIn().names().forEach(name -> registered.add(name.toUpperCase(Locale.ROOT)));
        StringBuilder table = new StringBuilder("| function | native |\n|---|---|\n");
        List<String> unknown = new ArrayList<>();
        int[] counts = new int[2];
        Map<String, String> scalars = flinkScalars();
        scalars.forEach((name, planName) -> {
            boolean isNative = registered.contains(name) || registered.contains(planName);
            String planned = PLANNED.get(name);
            String reason = REASONS.get(name);
            String state = isNative ? "yes" : planned != null ? "yes, as " + planned : "no: " + reason;
            boolean isKnownTwice = isNative && (planned != null || reason != null);
            if (isKnownTwice || !isNative && planned == null && reason == null) {
                unknown.add(name);
            }
            counts[isNative || planned != null ? 0 : 1]++;
            table.append("| `` ")
                    .append(name.replace("|", "\\|"))
                    .append(" `` | ")
                    .append(state)
                    .append(" |\n");
        });
        assertThat(unknown)
                .as("functions that are in none or in several of: the registry, PLANNED, REASONS")
                .isEmpty();
        return "**" + counts[0] + " of " + scalars.size() + " are native**; the others, with the reason, are "
                + reasons(scalars.keySet()) + ".\n\n" + table + AGGREGATES;
    }

    private static String reasons(Set<String> scalars) {
        return REASONS.keySet().stream()
                .filter(scalars::contains)
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }
}
