package io.weir.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.plan.expression.FieldAccess;
import io.weir.plan.expression.FunctionCall;
import io.weir.plan.expression.Literal;
import io.weir.plan.expression.PlanExpression;
import io.weir.plan.expression.SearchArgument;
import io.weir.plan.expression.SymbolLiteral;
import io.weir.plan.node.CalcNode;
import io.weir.plan.node.Distribution;
import io.weir.plan.node.ExchangeNode;
import io.weir.plan.node.GlobalWindowAggregateNode;
import io.weir.plan.node.GroupAggregateNode;
import io.weir.plan.node.GroupWindow;
import io.weir.plan.node.GroupWindowAggregateNode;
import io.weir.plan.node.LocalWindowAggregateNode;
import io.weir.plan.node.PlanNode;
import io.weir.plan.node.SinkNode;
import io.weir.plan.node.TableSourceScanNode;
import io.weir.plan.node.ValuesNode;
import io.weir.plan.node.WatermarkAssignerNode;
import io.weir.plan.node.Window;
import io.weir.plan.node.WindowAggregateNode;
import io.weir.plan.node.WindowProperty;
import io.weir.plan.node.Windowing;
import io.weir.plan.table.SinkAbility;
import io.weir.plan.table.SourceAbility;
import io.weir.plan.table.TableColumn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.TimestampKind;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

/** What stands in the SQL is found in the records. */
class PlanContentTest {

    private static <T extends PlanNode> T only(String plan, Class<T> type) {
        List<T> found = PlanFiles.plan(plan).nodes().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<PlanExpression> flatten(PlanExpression expression) {
        List<PlanExpression> all = new ArrayList<>(List.of(expression));
        if (expression instanceof FunctionCall call) {
            call.operands().forEach(operand -> all.addAll(flatten(operand)));
        }
        if (expression instanceof FieldAccess access) {
            all.addAll(flatten(access.expression()));
        }
        return all;
    }

    private static List<PlanExpression> expressions(String plan) {
        List<PlanExpression> all = new ArrayList<>();
        for (PlanNode node : PlanFiles.plan(plan).nodes()) {
            if (node instanceof CalcNode calc) {
                calc.projection().forEach(expression -> all.addAll(flatten(expression)));
                calc.condition().ifPresent(condition -> all.addAll(flatten(condition)));
            }
        }
        return all;
    }

    @Test
    void aScanHasItsTableAndItsProjection() {
        TableSourceScanNode scan = only("window-aggregate", TableSourceScanNode.class);

        assertThat(scan.table().name()).isEqualTo("clicks");
        assertThat(scan.table().connector()).isEqualTo("filesystem");
        assertThat(scan.table().option("path")).contains("/data/clicks.ndjson");
        assertThat(scan.table().columns())
                .extracting(TableColumn::name)
                .containsExactly("user_id", "page", "load_time_ms", "price", "ts", "p");
        assertThat(scan.table().columns().get(5)).isInstanceOf(TableColumn.ComputedColumn.class);
        assertThat(scan.table().physicalRowType().getFieldNames())
                .containsExactly("user_id", "page", "load_time_ms", "price", "ts");
        assertThat(scan.table().watermarks()).singleElement().satisfies(watermark -> {
            assertThat(watermark.column()).isEqualTo("ts");
            assertThat(watermark.sql()).isEqualTo("`ts` - INTERVAL '5' SECOND");
        });
        assertThat(scan.ability(SourceAbility.ProjectPushDown.class))
                .hasValueSatisfying(
                        projection -> assertThat(projection.isNested()).isFalse());
    }

    @Test
    void aNestedProjectionHasPaths() {
        TableSourceScanNode scan = only("projection", TableSourceScanNode.class);

        assertThat(scan.ability(SourceAbility.ProjectPushDown.class)).hasValueSatisfying(projection -> {
            assertThat(projection.isNested()).isTrue();
            assertThat(projection.paths()).contains(List.of(0), List.of(1, 0), List.of(1, 1, 0));
            assertThat(projection.producedType()).isEqualTo(scan.outputType().copy(false));
        });
    }

    @Test
    void timeAttributesKeepTheirKind() {
        WatermarkAssignerNode assigner = only("window-aggregate", WatermarkAssignerNode.class);

        TimestampType type = (TimestampType) assigner.outputType().getTypeAt(assigner.rowtimeIndex());
        assertThat(type.getKind()).isEqualTo(TimestampKind.ROWTIME);
        assertThat(type.getPrecision()).isEqualTo(3);
        assertThat(assigner.watermark().describe()).endsWith(" - 5000)");
    }

    @Test
    void aWindowAggregateHasTwoPhases() {
        LocalWindowAggregateNode local = only("window-aggregate", LocalWindowAggregateNode.class);
        GlobalWindowAggregateNode global = only("window-aggregate", GlobalWindowAggregateNode.class);

        assertThat(local.windowing()).isInstanceOfSatisfying(Windowing.TimeAttribute.class, windowing -> {
            assertThat(windowing.window()).isEqualTo(new Window.Tumbling(60_000, 0));
            assertThat(windowing.isRowtime()).isTrue();
        });
        assertThat(global.windowing()).isInstanceOf(Windowing.SliceAttached.class);
        assertThat(global.windowProperties())
                .extracting(WindowProperty::kind)
                .containsExactly(WindowProperty.Kind.WINDOW_START, WindowProperty.Kind.WINDOW_END);
        assertThat(global.aggregateCalls()).hasSize(3);
        assertThat(global.aggregateCalls().get(0).functionName()).isEqualTo("COUNT");
        assertThat(global.aggregateCalls().get(0).arguments()).isEmpty();
        assertThat(global.aggregateCalls().get(1).functionName()).isEqualTo("AVG");
        assertThat(global.aggregateCalls().get(2).isDistinct()).isTrue();
        assertThat(global.aggregateCalls().get(2).filter()).isPresent();
        assertThat(global.configuration()).containsKey("table.local-time-zone");
        assertThat(only("window-aggregate", ExchangeNode.class).distribution())
                .isEqualTo(new Distribution.Hash(List.of(0)));
    }

    @Test
    void windowsHaveTheirShape() {
        assertThat(only("window-aggregate-one-phase", WindowAggregateNode.class)
                        .windowing()
                        .window())
                .isEqualTo(new Window.Hopping(60_000, 10_000, 3_000));
        assertThat(only("window-aggregate-session", WindowAggregateNode.class)
                        .windowing()
                        .window())
                .isInstanceOfSatisfying(Window.Session.class, session -> {
                    assertThat(session.gapMillis()).isEqualTo(1_800_000);
                    assertThat(session.partitionKeys()).hasSize(1);
                });
        WindowAggregateNode cumulate = only("window-aggregate-cumulate", WindowAggregateNode.class);
        assertThat(cumulate.windowing().window()).isEqualTo(new Window.Cumulative(3_600_000, 60_000, 0));
        assertThat(cumulate.windowing().isRowtime()).isFalse();
    }

    @Test
    void olderGroupWindowsHaveTheirShape() {
        List<GroupWindow> windows = PlanFiles.plan("group-window-aggregate").nodes().stream()
                .filter(GroupWindowAggregateNode.class::isInstance)
                .map(node -> ((GroupWindowAggregateNode) node).window())
                .toList();

        assertThat(windows).hasSize(3);
        assertThat(windows)
                .anyMatch(window -> window instanceof GroupWindow.Session session && session.gapMillis() == 30_000);
        assertThat(windows)
                .anyMatch(window -> window instanceof GroupWindow.Sliding sliding
                        && sliding.size() == 5_000
                        && sliding.slide() == 1_000
                        && sliding.isTimeWindow());
        assertThat(windows)
                .anyMatch(window -> window instanceof GroupWindow.Tumbling tumbling
                        && tumbling.timeField().type() instanceof LocalZonedTimestampType);
    }

    @Test
    void literalsHaveTheDocumentedClasses() {
        List<Object> values = expressions("literals").stream()
                .filter(Literal.class::isInstance)
                .map(expression -> ((Literal) expression).value())
                .toList();

        assertThat(values)
                .contains(
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(12, 34, 56),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 123_456_789),
                        1.5,
                        0.1f,
                        new BigDecimal("12.34"),
                        "it's",
                        true,
                        -1L,
                        1L,
                        172_800_000L);
        assertThat(values).anyMatch(value -> value instanceof byte[] bytes && bytes.length == 2 && bytes[1] == -1);
        assertThat(values).containsNull();
    }

    @Test
    void symbolsAndSearchArgumentsAreRead() {
        assertThat(expressions("literals"))
                .anyMatch(expression -> expression instanceof SymbolLiteral symbol
                        && symbol.value().equals("HOUR"));
        List<SearchArgument> searches = expressions("calc").stream()
                .filter(SearchArgument.class::isInstance)
                .map(SearchArgument.class::cast)
                .toList();
        assertThat(searches)
                .anyMatch(search -> search.type().is(LogicalTypeRoot.INTEGER)
                        && search.describe().equals("{[5..10]}"));
        assertThat(searches)
                .anyMatch(search -> search.ranges().size() == 3
                        && search.ranges().stream().allMatch(SearchArgument.Range::isPoint));
    }

    @Test
    void functionNamesAreBare() {
        assertThat(expressions("calc").stream()
                        .filter(FunctionCall.class::isInstance)
                        .map(expression -> ((FunctionCall) expression).name()))
                .contains("UPPER", "CAST", "CASE", "AND", "+", ">", "SEARCH");
    }

    @Test
    void metadataColumnsAndSinkAbilitiesAreRead() {
        TableSourceScanNode scan = only("metadata", TableSourceScanNode.class);
        SinkNode sink = only("metadata", SinkNode.class);

        assertThat(scan.ability(SourceAbility.ReadingMetadata.class))
                .hasValueSatisfying(metadata ->
                        assertThat(metadata.metadataKeys()).containsExactlyInAnyOrder("timestamp", "partition"));
        assertThat(scan.ability(SourceAbility.WatermarkPushDown.class)).hasValueSatisfying(watermark -> {
            assertThat(watermark.effectiveIdleTimeoutMillis()).hasValue(60_000);
            assertThat(watermark.watermark().type().getTypeRoot())
                    .isEqualTo(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        });
        assertThat(scan.table().columns())
                .filteredOn(TableColumn.MetadataColumn.class::isInstance)
                .extracting(column -> ((TableColumn.MetadataColumn) column).key())
                .containsExactly("timestamp", "partition");
        assertThat(sink.ability(SinkAbility.WritingMetadata.class))
                .hasValueSatisfying(
                        metadata -> assertThat(metadata.metadataKeys()).containsExactly("timestamp"));
    }

    @Test
    void aStaticPartitionReachesTheSink() {
        SinkNode sink = only("partitioned-sink", SinkNode.class);

        assertThat(sink.table().partitionKeys()).containsExactly("d");
        assertThat(sink.ability(SinkAbility.Partitioning.class))
                .hasValueSatisfying(
                        partitioning -> assertThat(partitioning.partition()).containsEntry("d", "x"));
    }

    @Test
    void anUpsertSinkHasKeyAndChanges() {
        SinkNode sink = only("group-aggregate", SinkNode.class);
        GroupAggregateNode aggregate = only("group-aggregate", GroupAggregateNode.class);

        assertThat(sink.table().primaryKey()).containsExactly("page");
        assertThat(sink.inputChangelogMode().containsOnly(RowKind.INSERT)).isFalse();
        assertThat(sink.requiresUpsertMaterialize()).isFalse();
        assertThat(aggregate.grouping()).containsExactly(0);
        assertThat(aggregate.info().states()).singleElement().satisfies(state -> {
            assertThat(state.ttlMillis()).isEqualTo(3_600_000);
            assertThat(state.name()).isEqualTo("groupAggregateState");
        });
    }

    @Test
    void constantRowsAreLiterals() {
        List<ValuesNode> values = PlanFiles.plan("values").nodes().stream()
                .filter(ValuesNode.class::isInstance)
                .map(ValuesNode.class::cast)
                .toList();

        assertThat(values).isNotEmpty();
        assertThat(values.get(0).rows().get(0).get(0).value()).isInstanceOf(Long.class);
    }

    @Test
    void temporaryTablesHaveTheirDefinition() {
        TableSourceScanNode scan = only("temporary", TableSourceScanNode.class);
        SinkNode sink = only("temporary", SinkNode.class);

        assertThat(scan.table().hasDefinition()).isTrue();
        assertThat(scan.table().connector()).isEqualTo("stdin");
        assertThat(sink.table().connector()).isEqualTo("print");
    }
}
