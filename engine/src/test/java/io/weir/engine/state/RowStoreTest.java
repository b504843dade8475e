package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Batch;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** Rows that are kept and found again, whatever comes and goes beside them. */
class RowStoreTest {
    private static final RowType TYPE = RowType.of(
            new BigIntType(),
            new VarCharType(VarCharType.MAX_LENGTH),
            new ArrayType(new BigIntType()),
            RowType.of(new VarCharType(VarCharType.MAX_LENGTH)));

    private static GenericRowData row(Random random, long id) {
        boolean isNull = random.nextInt(4) == 0;
        return GenericRowData.of(
                isNull ? null : id,
                random.nextInt(4) == 0 ? null : StringData.fromString("text " + "x".repeat(random.nextInt(30)) + id),
                random.nextInt(4) == 0 ? null : new GenericArrayData(new Object[] {id, null, id + 1}),
                random.nextInt(4) == 0
                        ? null
                        : GenericRowData.of(isNull ? null : StringData.fromString("nested " + id)));
    }

    @Test
    void rowsAreKeptUnderTheirNumbersAndFoundByTheirContents() {
        Random random = new Random(3);
        RowStore store = new RowStore(TYPE);
        RowIndex index = new RowIndex(store, 0, 1, 2, 3);
        RowConverter converter = new RowConverter(TYPE);
        Batch batch = Columns.batch(TYPE, 1);
        RowDataAppender appender = new RowDataAppender(TYPE);
        int[] hashes = new int[1];
        Map<Integer, String> kept = new HashMap<>();
        List<Integer> numbers = new ArrayList<>();
        for (int step = 0; step < 6000; step++) {
            if (random.nextInt(5) < (step % 2000 < 1000 ? 3 : 2) || numbers.isEmpty()) {
                batch.reset();
                appender.append(row(random, random.nextInt(40)), batch);
                index.hash(batch, hashes);
                int number = store.add(batch, 0);
                index.add(number, hashes[0]);
                kept.put(number, converter.toRow(batch, 0).toString());
                numbers.add(number);
            } else {
                int some = numbers.get(random.nextInt(numbers.size()));
                batch.reset();
                batch.append(store.rows(), some);
                index.hash(batch, hashes);
                int found = index.find(batch, 0, hashes[0]);
                assertThat(kept.get(found)).isEqualTo(kept.get(some));
                assertThat(numbers.indexOf(found))
                        .as("the first of equal rows")
                        .isLessThanOrEqualTo(numbers.indexOf(some));
                index.removeFirst(found);
                store.remove(found);
                numbers.remove((Integer) found);
                kept.remove(found);
            }
            assertThat(store.size()).isEqualTo(numbers.size());
        }
        for (int number : numbers) {
            assertThat(converter.toRow(store.rows(), number).toString()).isEqualTo(kept.get(number));
        }
        batch.reset();
        appender.append(row(random, 1000), batch);
        index.hash(batch, hashes);
        assertThat(index.find(batch, 0, hashes[0])).isEqualTo(-1);
    }

    @Test
    void textsOfRowsThatHaveGoneAreLeftBehind() {
        RowStore store = new RowStore(TYPE);
        Batch batch = Columns.batch(TYPE, 1);
        new RowDataAppender(TYPE)
                .append(GenericRowData.of(1L, StringData.fromString("x".repeat(1000)), null, null), batch);
        for (int i = 0; i < 100_000; i++) {
            store.remove(store.add(batch, 0));
        }

        assertThat(store.memoryBytes()).isLessThan(10_000_000);
    }
}
