package io.weir.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.engine.time.Clock;
import io.weir.engine.type.Columns;
import io.weir.plan.CompiledPlan;
import io.weir.plan.CompiledPlanReader;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.PlanNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Every expression of the case files gives what Flink 2.3 gave, for all rows in one batch and for each row alone.
 *
 * <p>A case file ({@code expression/NAME.json}) holds input rows, expressions in SQL, the plan that Flink compiled from
 * them, and Flink's answers. Nobody writes it by hand: add an expression to {@code NAME.sql} and let
 * {@code io.weir.testing.sql.ExpressionFill}, in {@code testing/sql}, write the answers.
 */
final class ExpressionParityTest {
    private static final List<String> FILES = List.of(
            "comparison",
            "arithmetic",
            "conditional",
            "cast",
            "string",
            "text",
            "regexp",
            "collection",
            "array",
            "math",
            "time",
            "json",
            "jsondoc",
            "wide",
            "bitmap");

    /** The time of day of -1 ms: Flink computes a negative time and cuts it to 00:00, and fails for -1 s. */
    private static final Map<String, Map<Integer, String>> DIFFERENT =
            Map.of("CAST(ts AS TIME)", Map.of(1, "23:59:59"));

    /** Where Flink spoils the value: it takes the digits of a DECIMAL of one scale for those of another one. */
    private static final Set<String> NOT_NATIVE = Set.of("ROUND(de, j)", "TRUNCATE(de, j)");

    @TestFactory
    Stream<DynamicContainer> likeFlink() {
        return FILES.stream().map(name -> DynamicContainer.dynamicContainer(name, cases(name)));
    }

    private static Stream<DynamicTest> cases(String name) {
        JsonNode file = read("/expression/" + name + ".json");
        Map<String, Integer> fieldIndexes = new HashMap<>();
        List<String> fieldTypes = new ArrayList<>();
        for (JsonNode field : file.get("fields")) {
            fieldIndexes.put(field.get("name").asString(), fieldTypes.size());
            fieldTypes.add(field.get("type").asString());
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode suite : file.get("suites")) {
            CompiledPlan plan = CompiledPlanReader.read(suite.get("plan").toString());
            CalcNode calc = calc(plan);
            RowType inputType = plan.node(calc.info().inputs().get(0).nodeId()).outputType();
            Batch batch = input(file.get("rows"), inputType, fieldIndexes);
            ExpressionContext context = new ExpressionContext(
                    Clock.SYSTEM, ZoneId.of(file.get("zone").asString()), Map.of());
            JsonNode cases = suite.get("cases");
            for (int i = 0; i < cases.size(); i++) {
                JsonNode one = cases.get(i);
                PlanExpression expression = calc.projection().get(i);
                tests.add(DynamicTest.dynamicTest(one.get("sql").asString(), () -> {
                    if (NOT_NATIVE.contains(one.get("sql").asString())) {
                        assertThatThrownBy(() -> ExpressionCompiler.compile(expression, inputType, context))
                                .isInstanceOf(NotNativeException.class);
                    } else if (suite.has("error")) {
                        checkFails(expression, inputType, context, batch);
                    } else {
                        check(expression, inputType, context, batch, expected(one));
                    }
                }));
            }
        }
        return tests.stream();
    }

    private static JsonNode read(String resource) {
        try (InputStream stream = ExpressionParityTest.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(stream);
        } catch (IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }

    private static CalcNode calc(CompiledPlan plan) {
        for (PlanNode node : plan.nodes()) {
            if (node instanceof CalcNode calc) {
                return calc;
            }
        }
        throw new IllegalStateException("no calc in\n" + plan.describe());
    }

    private static Batch input(JsonNode rows, RowType type, Map<String, Integer> fieldIndexes) {
        Batch batch = Columns.batch(type, rows.size());
        for (int row = 0; row < rows.size(); row++) {
            for (int field = 0; field < type.getFieldCount(); field++) {
                JsonNode value =
                        rows.get(row).get(fieldIndexes.get(type.getFieldNames().get(field)));
                ColumnText.set(
                        batch.column(field), type.getTypeAt(field), row, value.isNull() ? null : value.asString());
            }
        }
        batch.setRowCount(rows.size());
        return batch;
    }

    /** Flink's answers, but for the few that are documented differences. */
    private static List<String> expected(JsonNode one) {
        List<String> wanted = new ArrayList<>();
        one.get("expected").forEach(value -> wanted.add(value.isNull() ? null : value.asString()));
        DIFFERENT.getOrDefault(one.get("sql").asString(), Map.of()).forEach(wanted::set);
        return wanted;
    }

    private static void check(
            PlanExpression plan, RowType inputType, ExpressionContext context, Batch batch, List<String> wanted) {
        Expression whole = ExpressionCompiler.compile(plan, inputType, context);

        assertThat(texts(whole.evaluate(batch), plan.type(), batch.rowCount()))
                .as("one batch")
                .isEqualTo(wanted);
        assertThat(texts(whole.evaluate(batch), plan.type(), batch.rowCount()))
                .as("the same batch again")
                .isEqualTo(wanted);

        Expression single = ExpressionCompiler.compile(plan, inputType, context);
        List<String> actual = new ArrayList<>();
        for (int row = 0; row < batch.rowCount(); row++) {
            Batch one = batch.newEmpty(1);
            one.append(batch, row);
            actual.addAll(texts(single.evaluate(one), plan.type(), 1));
        }
        assertThat(actual).as("each row alone").isEqualTo(wanted);
    }

    private static List<String> texts(Column column, LogicalType type, int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(ColumnText.get(column, type, i));
        }
        return texts;
    }

    private static void checkFails(PlanExpression plan, RowType inputType, ExpressionContext context, Batch batch) {
        Expression expression = ExpressionCompiler.compile(plan, inputType, context);
        assertThat(expression.isFallible()).as("fallible").isTrue();
        assertThatThrownBy(() -> expression.evaluate(batch))
                .isInstanceOfSatisfying(
                        WeirException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VALUE_INVALID));
    }
}
