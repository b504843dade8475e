package io.weir.engine.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.aggregate.Aggregation;
import io.weir.engine.operator.OperatorChain;
import io.weir.engine.operator.OperatorTester;
import io.weir.engine.operator.OperatorTester.Cut;
import io.weir.engine.operator.OperatorTester.Saving;
import io.weir.plan.expression.AggregateCall;
import io.weir.plan.expression.FunctionReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class IncrementalGroupAggregateOperatorTest {
    private static final RowType INPUT = RowType.of(new IntType(), new IntType(), new BigIntType());
    private static final RowType BUCKETS = RowType.of(new IntType(), new IntType(), new BigIntType());
    private static final RowType OUTPUT = RowType.of(new IntType(), new BigIntType());

    private static AggregateCall sumOf(int column) {
        return new AggregateCall(
                "EXPR",
                new FunctionReference(FunctionReference.Kind.BUILT_IN, "SUM", 1, Optional.empty(), "FUNCTION"),
                List.of(column),
                OptionalInt.empty(),
                false,
                false,
                false,
                new BigIntType());
    }

    /** The sum by key of the sums by key and bucket. */
    private static OperatorChain chain(MiniBatch miniBatch) {
        GroupTransport byBucket = GroupTransport.of(new Aggregation(new int[] {0, 1}, List.of(sumOf(2)), INPUT), false);
        GroupTransport byKey = GroupTransport.of(
                new Aggregation(new int[] {0}, List.of(sumOf(2)), BUCKETS, new boolean[] {true}), true);
        GroupAggregateOperator buckets = new GroupAggregateOperator(
                GroupAggregation.ofTransport(byBucket, false, true, 0, Optional.of(miniBatch)));
        return new OperatorChain(
                new OperatorChain(
                        new LocalGroupAggregateOperator(byBucket, miniBatch),
                        new IncrementalGroupAggregateOperator(
                                buckets, new LocalGroupAggregateOperator(byKey, miniBatch))),
                new GroupAggregateOperator(
                        GroupAggregation.ofTransport(byKey, true, false, 0, Optional.of(miniBatch))));
    }

    @Test
    void sumsOfBucketsAddUpToThoseOfKeysAlsoFromRestoredInstances() {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            MiniBatch miniBatch = new MiniBatch(1 + random.nextInt(20), 1000);
            OperatorTester tester = new OperatorTester(INPUT, OUTPUT, () -> chain(miniBatch));
            Map<Integer, Long> expected = new TreeMap<>();
            for (int i = 0; i < 300; i++) {
                int key = random.nextInt(5);
                long value = random.nextInt(100);
                tester.row(key, random.nextInt(4), value);
                expected.merge(key, value, Long::sum);
            }
            for (Cut cut : Cut.values()) {
                for (Saving saving : List.of(Saving.NONE, Saving.SAVED, Saving.RESTORED)) {
                    Map<Integer, Long> table = new TreeMap<>(
                            last(tester.saving(saving).runInOrder(cut, seed % 2 == 0, 1 + seed % 3 * 50, seed)));
                    assertThat(table).as("seed %s, %s, %s", seed, cut, saving).isEqualTo(expected);
                }
            }
        }
    }

    private static Map<Integer, Long> last(List<String> log) {
        Map<Integer, Long> table = new HashMap<>();
        for (String line : log) {
            String[] fields = line.substring(3, line.length() - 1).split(", ", -1);
            table.put(Integer.valueOf(fields[0]), Long.valueOf(fields[1]));
        }
        return table;
    }
}
