package io.weir.engine.aggregate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.api.dataview.ListView;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.AggregateFunction;

/** Aggregate functions of users whose accumulators are not simple. */
public final class UserAccumulators {
    private UserAccumulators() {}

    /** A function with an accumulator of collections. */
    public static final class Texts extends AggregateFunction<String, Texts.Kept> {
        /** All texts, in order, and how often each has come. */
        public static final class Kept {
            public ListView<String> texts = new ListView<>();
            public MapView<String, Integer> counts = new MapView<>();
            public long[] numbers = {};
            public double sum = -0.0;
        }

        @Override
        public Kept createAccumulator() {
            return new Kept();
        }

        public void accumulate(Kept kept, String text) throws Exception {
            change(kept, text, 1);
        }

        public void retract(Kept kept, String text) throws Exception {
            change(kept, text, -1);
        }

        private static void change(Kept kept, String text, int change) throws Exception {
            if (text != null) {
                kept.texts.add(change + text);
                Integer count = kept.counts.get(text);
                kept.counts.put(text, (count == null ? 0 : count) + change);
                kept.numbers = Arrays.copyOf(kept.numbers, kept.numbers.length % 5 + 1);
                kept.sum += change * 0.1 * text.length();
            }
        }

        @Override
        public String getValue(Kept kept) {
            try {
                List<String> counts = new ArrayList<>();
                for (String text : kept.counts.keys()) {
                    counts.add(text + kept.counts.get(text));
                }
                counts.sort(null);
                return kept.texts.getList() + " " + counts + " " + kept.numbers.length + " " + kept.sum;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A function whose accumulator only Flink's serializer understands. */
    @FunctionHint(accumulator = @DataTypeHint(value = "RAW", bridgedTo = Sums.Sum.class))
    public static final class Sums extends AggregateFunction<Long, Sums.Sum> {
        /** No class that SQL sees into. */
        public static final class Sum {
            private final long[] sum = new long[1];
        }

        @Override
        public Sum createAccumulator() {
            return new Sum();
        }

        public void accumulate(Sum sum, Long value) {
            sum.sum[0] += value == null ? 1 : value;
        }

        public void retract(Sum sum, Long value) {
            sum.sum[0] -= value == null ? 1 : value;
        }

        @Override
        public Long getValue(Sum sum) {
            return sum.sum[0];
        }
    }
}
