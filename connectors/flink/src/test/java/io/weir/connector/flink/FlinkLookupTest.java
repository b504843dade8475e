package io.weir.connector.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.columnar.Batch;
import io.weir.columnar.IntColumn;
import io.weir.connector.flink.Numbers.Kind;
import io.weir.engine.spi.LookupReader;
import io.weir.engine.spi.LookupRequest;
import io.weir.engine.spi.LookupRequest.Calls;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import io.weir.testing.kit.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lookup functions of Flink's behind the door, of every kind that there is. */
class FlinkLookupTest {
    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType(), VarCharType.STRING_TYPE}, new String[] {"number", "name"});
    private static final RowType KEY = RowType.of(new IntType());
    private static final long LIMIT_SECONDS = 60;

    @BeforeEach
    void forget() {
        Numbers.forget();
    }

    private static Calls calls(Kind kind, int retriesMax) {
        boolean isAsync = kind == Kind.ASYNC || kind == Kind.ASYNC_CACHED;
        return new Calls(isAsync, 3, 30_000, retriesMax, 1);
    }

    private static LookupReader reader(Kind kind, Calls calls) {
        SourceRequest table = Requests.source(TYPE, Map.of("connector", "numbers"), 1, 64);
        return new FlinkLookupSourceFactory(new Numbers(kind), FlinkLookupTest.class.getClassLoader())
                .create(new LookupRequest(table, new int[] {0}, KEY, calls))
                .createReader(0);
    }

    private static void begin(LookupReader reader, int... numbers) {
        Batch keys = Columns.batch(KEY, numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            ((IntColumn) keys.column(0)).set(i, numbers[i]);
        }
        keys.setRowCount(numbers.length);
        reader.begin(keys);
    }

    /** Each row found as the position of its key and its name. */
    private static List<String> lookUp(LookupReader reader, int... numbers) {
        begin(reader, numbers);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!reader.poll()) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.onSpinWait();
        }
        RowConverter converter = new RowConverter(TYPE);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < reader.rows().rowCount(); i++) {
            found.add(reader.origins()[i] + " "
                    + converter.toRow(reader.rows(), i).getField(1));
        }
        return found;
    }

    private static int asked(int number) {
        return Numbers.ASKED.containsKey(number) ? Numbers.ASKED.get(number).get() : 0;
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreFoundInTheOrderOfTheirKeys(Kind kind) {
        try (LookupReader reader = reader(kind, calls(kind, 0))) {
            assertThat(lookUp(reader, 4, 5, Numbers.TWICE, 2))
                    .containsExactly("0 name 4", "2 hundred", "2 C", "3 name 2");
            assertThat(lookUp(reader, 9)).isEmpty();
            assertThat(lookUp(reader, 5, 6)).containsExactly("1 name 6");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CACHED", "ASYNC_CACHED"})
    void whatACacheHasIsNotAskedForAgain(Kind kind) {
        try (LookupReader reader = reader(kind, calls(kind, 0))) {
            for (int i = 0; i < 3; i++) {
                assertThat(lookUp(reader, 4, 5)).containsExactly("0 name 4");
            }
        }
        assertThat(asked(4)).isEqualTo(1);
        assertThat(asked(5)).as("a key that is not there").isEqualTo(1);
    }

    @Test
    void aFullCacheAsksNobody() {
        try (LookupReader reader = reader(Kind.FULL, calls(Kind.FULL, 0))) {
            assertThat(lookUp(reader, IntStream.range(0, 100).toArray())).hasSize(50);
        }
        assertThat(Numbers.ASKED).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC", "CACHED", "ASYNC_CACHED"})
    void aKeyThatIsNotThereIsAskedForAgainSoOften(Kind kind) {
        try (LookupReader reader = reader(kind, calls(kind, 3))) {
            assertThat(lookUp(reader, Numbers.LATE, 9)).containsExactly("0 name 7");
        }
        assertThat(asked(Numbers.LATE)).isEqualTo(3);
        assertThat(asked(9)).as("the first time and three more").isEqualTo(4);
    }

    @Test
    void keysThatAreNotThereWaitTogether() {
        try (LookupReader reader = reader(Kind.BLOCKING, calls(Kind.BLOCKING, 2))) {
            assertThat(lookUp(reader, 9, 4, Numbers.LATE, 11)).containsExactly("1 name 4", "2 name 7");
        }
        assertThat(Numbers.QUESTIONS).containsExactly(9, 4, Numbers.LATE, 11, 9, Numbers.LATE, 11, 9, Numbers.LATE, 11);
    }

    @Test
    void onlySoManyCallsAreUnderWayAtOnce() {
        try (LookupReader reader = reader(Kind.ASYNC, calls(Kind.ASYNC, 0))) {
            assertThat(lookUp(reader, IntStream.range(0, 100).toArray())).hasSize(50);
        }
        assertThat(Numbers.UNDER_WAY_MAX.get()).isBetween(2, 3);
    }

    @Test
    void anAnswerThatDoesNotComeInTimeIsAnError() {
        try (LookupReader reader = reader(Kind.ASYNC, new Calls(true, 3, 50, 0, 0))) {
            assertThatThrownBy(() -> lookUp(reader, 2, Numbers.NEVER, 4))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("no answer within 50 ms")
                    .hasMessageContaining("table.exec.async-lookup.timeout");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC", "CACHED", "ASYNC_CACHED"})
    void aFailureSaysWhatHappened(Kind kind) {
        try (LookupReader reader = reader(kind, calls(kind, 0))) {
            assertThatThrownBy(() -> lookUp(reader, 2, Numbers.FAILING))
                    .isInstanceOf(WeirException.class)
                    .hasMessageContaining("The lookup fails: no route to the numbers");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCKING", "ASYNC"})
    void nobodyWaitsForAFunctionThatDoesNotAnswer(Kind kind) {
        LookupReader reader = reader(kind, calls(kind, 0));
        begin(reader, Numbers.NEVER);

        assertThat(reader.poll()).isFalse();
        reader.close();

        assertThat(Numbers.CLOSED.get()).isEqualTo(1);
    }

    @Test
    void aConnectorWithoutTheFunctionThatThePlannerChoseIsNotNative() {
        assertThatThrownBy(() -> reader(Kind.BLOCKING, calls(Kind.ASYNC, 0)))
                .isInstanceOf(NotNativeException.class)
                .hasMessageContaining("numbers");
    }
}
