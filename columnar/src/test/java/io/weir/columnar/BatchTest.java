package io.weir.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static Batch longs(long... values) {
        LongColumn column = new LongColumn(0);
        column.ensureCapacity(values.length);
        for (int i = 0; i < values.length; i++) {
            column.set(i, values[i]);
        }
        Batch batch = new Batch(column);
        batch.setRowCount(values.length);
        return batch;
    }

    /** All that can be seen of a batch's rows. */
    private static List<String> rows(Batch batch) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            LongColumn column = (LongColumn) batch.column(0);
            rows.add(RowKinds.text(batch.rowKind(i)) + (column.isNull(i) ? "null" : column.get(i)) + "@"
                    + batch.watermark(i));
        }
        return rows;
    }

    private static Batch random(Random random, int count) {
        long[] values = random.longs(count, 0, 100).toArray();
        Batch batch = longs(values);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                batch.column(0).setNull(i);
            }
        }
        if (random.nextBoolean()) {
            for (int i = 0; i < count; i++) {
                batch.setRowKind(i, (byte) random.nextInt(4));
            }
        }
        if (random.nextBoolean()) {
            long[] watermarks = batch.useRowWatermarks(count);
            for (int i = 0; i < count; i++) {
                watermarks[i] = random.nextInt(5);
            }
        } else {
            batch.setWatermark(random.nextInt(3));
        }
        return batch;
    }

    @Test
    void appendedRowsKeepTheirValuesKindsAndWatermarks() {
        Random random = new Random(11);
        Batch target = longs();
        for (int round = 0; round < 2000; round++) {
            if (random.nextInt(6) == 0) {
                target.reset();
            }
            List<String> expected = rows(target);
            Batch source = random(random, random.nextInt(30));
            List<String> sourceRows = rows(source);
            int count = source.rowCount() == 0 ? 0 : random.nextInt(40);
            int[] positions = new int[count];
            for (int i = 0; i < count; i++) {
                positions[i] = random.nextInt(source.rowCount());
                expected.add(sourceRows.get(positions[i]));
            }
            if (random.nextBoolean()) {
                target.append(source, positions, count);
            } else {
                for (int position : positions) {
                    target.append(source, position);
                }
            }
            assertThat(rows(target)).as("round " + round).isEqualTo(expected);
        }
    }

    @Test
    void gatheredRowsKeepTheirKindsWatermarksAndSequence() {
        Random random = new Random(12);
        Batch target = longs();
        for (int round = 0; round < 500; round++) {
            Batch source = random(random, 1 + random.nextInt(30));
            source.setSequence(round);
            List<String> sourceRows = rows(source);
            int[] positions =
                    random.ints(random.nextInt(20), 0, source.rowCount()).toArray();
            List<String> expected = new ArrayList<>();
            for (int position : positions) {
                expected.add(sourceRows.get(position));
            }
            target.column(0).gather(source.column(0), positions, positions.length);
            target.gatherRows(source, positions, positions.length);
            assertThat(rows(target)).as("round " + round).isEqualTo(expected);
            assertThat(target.sequence()).isEqualTo(round);
        }
    }

    @Test
    void aCopyOfAllRowsIsTheirKindsWatermarksAndSequence() {
        Random random = new Random(13);
        for (int round = 0; round < 200; round++) {
            Batch source = random(random, random.nextInt(30));
            source.setSequence(7);
            Batch copy = new Batch(source.column(0));
            copy.copyRows(source);
            assertThat(rows(copy)).isEqualTo(rows(source));
            assertThat(copy.sequence()).isEqualTo(7);
            copy.resetRows();
            assertThat(copy.rowCount()).isZero();
            assertThat(copy.isInsertOnly()).isTrue();
            assertThat(copy.sequence()).isEqualTo(Batch.NO_SEQUENCE);
        }
    }

    @Test
    void nestedValuesAreCopiedWithAllTheirParts() {
        // Given ROW<BIGINT, ARRAY<STRING>>, MAP<STRING, BIGINT>
        ArrayColumn array = new ArrayColumn(2, new BytesColumn(1));
        RowColumn row = new RowColumn(3, new LongColumn(1), array);
        MapColumn map = new MapColumn(3, new BytesColumn(1), new LongColumn(1));
        Batch source = new Batch(row, map);
        ((LongColumn) row.field(0)).set(0, 5);
        array.begin(0);
        ((BytesColumn) array.elements()).set(array.addElement(), "a");
        ((BytesColumn) array.elements()).set(array.addElement(), "b");
        row.setNull(1);
        row.field(0).setNull(1);
        row.field(1).setNull(1);
        ((LongColumn) row.field(0)).set(2, 7);
        array.begin(2);
        map.begin(0);
        int entry = map.addEntry();
        ((BytesColumn) map.keys()).set(entry, "k");
        ((LongColumn) map.values()).set(entry, 9);
        map.begin(1);
        map.setNull(2);
        source.setRowCount(3);

        // When the rows are appended twice, in another order, and gathered
        Batch target = source.newEmpty(0);
        target.append(source, new int[] {2, 1, 0}, 3);
        target.append(source, 0);
        RowColumn gathered = row.newEmpty(0);
        gathered.gather(row, new int[] {1, 0}, 2);

        // Then every part is there
        RowColumn to = (RowColumn) target.column(0);
        ArrayColumn toArray = (ArrayColumn) to.field(1);
        MapColumn toMap = (MapColumn) target.column(1);
        assertThat(((LongColumn) to.field(0)).get(0)).isEqualTo(7);
        assertThat(toArray.length(0)).isZero();
        assertThat(to.isNull(1)).isTrue();
        assertThat(to.field(0).isNull(1)).isTrue();
        assertThat(to.isNull(2)).isFalse();
        for (int position : new int[] {2, 3}) {
            assertThat(toArray.length(position)).isEqualTo(2);
            assertThat(((BytesColumn) toArray.elements()).getString(toArray.start(position) + 1))
                    .isEqualTo("b");
            assertThat(toMap.length(position)).isEqualTo(1);
            assertThat(((LongColumn) toMap.values()).get(toMap.start(position))).isEqualTo(9);
        }
        assertThat(toMap.isNull(0)).isTrue();
        assertThat(toMap.length(1)).isZero();
        assertThat(gathered.isNull(0)).isTrue();
        assertThat(((LongColumn) gathered.field(0)).get(1)).isEqualTo(5);
        assertThat(((ArrayColumn) gathered.field(1)).length(1)).isEqualTo(2);
    }
}
