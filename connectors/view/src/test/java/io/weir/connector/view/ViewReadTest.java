package io.weir.connector.view;

import static io.weir.connector.view.RandomScalars.same;
import static io.weir.connector.view.RandomScalars.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.connector.view.RandomScalars.Value;
import io.weir.connector.view.ViewFilter.Operator;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads of random rows of all types, against loops over Java's own objects. */
class ViewReadTest {
    private static final Comparator<Object> VALUES = ViewReadTest::compareValues;
    private static final Comparator<Object> NULLS_FIRST = Comparator.nullsFirst(VALUES);

    private static final List<Operator> OPERATORS = List.of(Operator.values());

    private final ViewCatalog catalog = new ViewCatalog();
    private final List<ViewRun> runs = new ArrayList<>();

    /** Texts in the order of their UTF-8, which is that of their code points; all else in Java's. */
    @SuppressWarnings("unchecked")
    private static int compareValues(Object a, Object b) {
        if (a instanceof String first && b instanceof String second) {
            return Arrays.compare(
                    first.codePoints().toArray(), second.codePoints().toArray());
        }
        return a instanceof byte[] first && b instanceof byte[] second
                ? Arrays.compareUnsigned(first, second)
                : ((Comparable<Object>) a).compareTo(b);
    }

    @AfterEach
    void close() {
        runs.forEach(ViewRun::close);
    }

    private View view(RowType type, int[] key, List<@Nullable Value[]> rows) {
        ViewRun run = new ViewRun(catalog, new SavedEpochs(), type, key, Map.of(), 2, 0);
        runs.add(run);
        for (@Nullable Value[] row : rows) {
            run.upsert(Arrays.stream(row)
                    .map(value -> value == null ? null : value.internal())
                    .toArray());
        }
        run.commit();
        return catalog.get("t");
    }

    private static List<List<@Nullable Object>> expected(List<@Nullable Value[]> rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (@Nullable Value[] row : rows) {
            List<@Nullable Object> values = new ArrayList<>();
            for (Value value : row) {
                values.add(value == null ? null : value.java());
            }
            all.add(values);
        }
        return all;
    }

    private static List<List<@Nullable Object>> actual(ViewRows rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (Row row : rows.toRows()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                values.add(row.getField(i));
            }
            all.add(values);
        }
        return all;
    }

    private static void assertSame(
            List<List<@Nullable Object>> actual, List<List<@Nullable Object>> expected, String as) {
        assertThat(actual).as(as).usingRecursiveComparison().isEqualTo(expected);
    }

    private static boolean fits(@Nullable Object value, Operator operator, Object with) {
        if (value == null) {
            return operator == Operator.IS_NULL;
        }
        return switch (operator) {
            case EQ -> compareValues(value, with) == 0;
            case NE -> compareValues(value, with) != 0;
            case LT -> compareValues(value, with) < 0;
            case LTE -> compareValues(value, with) <= 0;
            case GT -> compareValues(value, with) > 0;
            case GTE -> compareValues(value, with) >= 0;
            case PREFIX -> ((String) value).startsWith((String) with);
            case IS_NULL -> false;
            case IS_NOT_NULL -> true;
        };
    }

    private static List<ViewRows> pages(View view, ViewQuery query) {
        List<ViewRows> pages = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            pages.add(view.read(next.isPresent() ? query.after(next.get()) : query));
            next = pages.get(pages.size() - 1).nextPage();
        } while (next.isPresent());
        return pages;
    }

    // ---- tests
    // -------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void eachTypeIsComparedAndOrderedAsAKeyAndAsAValue(int number) {
        // Given a view whose key is of this type and a number, and which has another value of the type, or NULL
        LogicalType type = RandomScalars.TYPES.get(number);
        RandomScalars.Maker maker = RandomScalars.SCALARS.get(type);
        Random random = new Random(number);
        List<@Nullable Value[]> rows = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Value value = random.nextInt(6) == 0 ? null : maker.make(random);
            rows.add(new Value[] {maker.make(random), same(i), value});
        }
        RowType rowType = RowType.of(
                new LogicalType[] {type.copy(false), new IntType(false), type}, new String[] {"k", "n", "v"});
        View view = view(rowType, new int[] {0, 1}, rows);
        List<List<@Nullable Object>> all = expected(rows);
        all.sort(Comparator.<List<@Nullable Object>, Object>comparing(row -> row.get(0), VALUES)
                .thenComparing(row -> (Integer) row.get(1)));
        assertSame(actual(view.read(ViewQuery.ALL.withLimit(1000))), all, type.toString());

        for (int i = 0; i < 60; i++) {
            for (int column : new int[] {0, 2}) {
                // When it is filtered
                Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
                Value with = random.nextInt(3) == 0 ? maker.make(random) : rows.get(random.nextInt(rows.size()))[0];
                boolean isText = type.is(LogicalTypeRoot.VARCHAR);
                if (operator == Operator.PREFIX && !isText) {
                    continue;
                }
                ViewQuery query = ViewQuery.ALL.withLimit(1000).where(column == 0 ? "k" : "v", operator, with.text());
                String as = type + " " + query.filters();
                List<List<@Nullable Object>> expected = new ArrayList<>(all.stream()
                        .filter(row -> fits(row.get(column), operator, with.java()))
                        .toList());
                assertSame(actual(view.read(query)), expected, as);

                // And ordered, page by page
                boolean isDescending = random.nextBoolean();
                Comparator<List<@Nullable Object>> order = Comparator.comparing(row -> row.get(2), NULLS_FIRST);
                expected.sort(isDescending ? order.reversed() : order);
                int limit = 1 + random.nextInt(20);
                List<List<@Nullable Object>> read = new ArrayList<>();
                for (ViewRows page :
                        pages(view, query.orderBy("v", isDescending).withLimit(limit))) {
                    assertThat(page.rowCount()).isLessThanOrEqualTo(limit);
                    read.addAll(actual(page));
                }
                assertSame(read, expected, as + " by v");
            }
        }
    }

    @Test
    void nestedValuesAndNullsOfAllTypesComeBack() {
        // Given a row of all types, one of nothing but NULL, and nested ones
        Random random = new Random(7);
        List<LogicalType> types = new ArrayList<>(RandomScalars.TYPES);
        types.add(0, new IntType(false));
        types.add(new ArrayType(new VarCharType(10)));
        types.add(new MapType(new VarCharType(10), new BigIntType()));
        types.add(RowType.of(new LogicalType[] {new IntType(), new VarCharType(10)}, new String[] {"x", "y"}));
        String[] names = new String[types.size()];
        Arrays.setAll(names, i -> "c" + i);
        RowType type = RowType.of(types.toArray(LogicalType[]::new), names);
        @Nullable Value[] full = new Value[types.size()];
        @Nullable Value[] empty = new Value[types.size()];
        full[0] = same(1);
        empty[0] = same(2);
        for (int i = 0; i < RandomScalars.TYPES.size(); i++) {
            full[i + 1] = RandomScalars.SCALARS.get(RandomScalars.TYPES.get(i)).make(random);
        }
        int nested = RandomScalars.TYPES.size() + 1;
        Object[] array = {StringData.fromString("a"), null};
        full[nested] = new Value(new GenericArrayData(array), new Object[] {"a", null}, "");
        full[nested + 1] = new Value(new GenericMapData(Map.of(StringData.fromString("m"), 5L)), Map.of("m", 5L), "");
        full[nested + 2] = new Value(GenericRowData.of(3, StringData.fromString("r")), Row.of(3, "r"), "");
        SavedEpochs saved = new SavedEpochs();
        try (ViewRun run = new ViewRun(catalog, saved, type, new int[] {0}, Map.of(), 1, 0)) {
            for (@Nullable Value[] row : List.of(full, empty)) {
                run.upsert(Arrays.stream(row)
                        .map(value -> value == null ? null : value.internal())
                        .toArray());
            }
            run.commit();
        }

        // When it is restored in another process, at another parallelism
        ViewCatalog other = new ViewCatalog();
        try (ViewRun run = new ViewRun(other, saved, type, new int[] {0}, Map.of(), 2, 1)) {
            ViewRows rows = other.get("t").read(ViewQuery.ALL);

            // Then all is there
            assertThat(run.epoch()).isEqualTo(1);
            List<List<@Nullable Object>> actual = actual(rows);
            assertSame(
                    actual.stream().map(row -> row.subList(0, nested)).toList(),
                    expected(List.of(full, empty)).stream()
                            .map(row -> row.subList(0, nested))
                            .toList(),
                    "scalars");
            assertThat((Object[]) actual.get(0).get(nested)).containsExactly("a", null);
            assertThat(actual.get(0).get(nested + 1)).isEqualTo(Map.of("m", 5L));
            assertThat(actual.get(0).get(nested + 2)).isEqualTo(Row.of(3, "r"));
            assertThat(actual.get(1).subList(1, types.size())).containsOnlyNulls();
        }
    }

    private View pages() {
        List<@Nullable Value[]> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(new Value[] {text("/p" + i % 10), same(i), same((long) i * i % 37)});
        }
        RowType type = RowType.of(
                new LogicalType[] {new VarCharType(false, 20), new IntType(false), new BigIntType()},
                new String[] {"page", "minute", "views"});
        return view(type, new int[] {0, 1}, rows);
    }

    @Test
    void keysAreReadByPointPrefixAndRange() {
        View view = pages();

        assertThat(actual(view.read(
                        ViewQuery.ALL.where("page", Operator.EQ, "/p3").where("minute", Operator.EQ, "13"))))
                .containsExactly(List.of("/p3", 13, 169L % 37));
        assertThat(view.read(ViewQuery.ALL.where("page", Operator.EQ, "/p3").where("minute", Operator.EQ, "14"))
                        .rowCount())
                .isZero();
        assertThat(view.read(ViewQuery.ALL.where("page", Operator.EQ, "/p3")).rowCount())
                .isEqualTo(30);
        ViewRows range = view.read(ViewQuery.ALL
                .where("page", Operator.EQ, "/p3")
                .where("minute", Operator.GT, "13")
                .where("minute", Operator.LTE, "43")
                .select("minute"));
        assertThat(actual(range)).containsExactly(List.of(23), List.of(33), List.of(43));
        assertThat(view.read(ViewQuery.ALL
                                .where("page", Operator.EQ, "/p3")
                                .where("minute", Operator.GT, "50")
                                .where("minute", Operator.LT, "40"))
                        .rowCount())
                .isZero();
    }

    @Test
    void aPageGoesOnBehindTheLastRowWhateverHasBecomeOfIt() {
        View view = pages();
        ViewRun run = runs.get(0);
        ViewQuery query = ViewQuery.ALL.withLimit(100);
        ViewRows first = view.read(query);

        // When rows of the first page go, its last one too, and others come before it
        for (int i = 0; i < 300; i += 10) {
            run.delete(StringData.fromString("/p0"), i, null);
        }
        run.delete(StringData.fromString("/p3"), 93, null);
        run.upsert(StringData.fromString("/a"), 1, 1L).commit();

        // Then the pages that follow hold what they would have held
        ViewRows second = view.read(query.after(first.nextPage().orElseThrow()));
        assertThat(actual(second).get(0).subList(0, 2)).isEqualTo(List.of("/p3", 103));
        assertThat(second.rowCount()).isEqualTo(100);
        ViewRows third = view.read(query.after(second.nextPage().orElseThrow()));
        assertThat(third.nextPage()).isEmpty();
        assertThat(third.rowCount()).isEqualTo(100);
    }

    @Test
    void wrongUseIsExplained() {
        View view = pages();

        assertThatThrownBy(() -> view.read(ViewQuery.ALL.where("pages", Operator.EQ, "/p3")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("There is no column 'pages'")
                .hasMessageContaining("page, minute, views");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.where("minute", Operator.LT, "soon")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("'soon' is no value of type INT");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.where("minute", Operator.PREFIX, "1")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("Only a text has a prefix");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.select("nothing")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("There is no column 'nothing'");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.select("views", "views")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("A column is asked for twice");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.withLimit(-1)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("negative");
        String page = view.read(ViewQuery.ALL.withLimit(1)).nextPage().orElseThrow();
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.orderBy("views", true).after(page)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("none of this query");
        assertThatThrownBy(() -> view.read(ViewQuery.ALL.after("%%%")))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("none of this query");
        assertThatThrownBy(() -> catalog.get("other"))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("The views are t");
        assertThat(view.read(ViewQuery.ALL.withLimit(0)).rowCount()).isZero();
    }
}
