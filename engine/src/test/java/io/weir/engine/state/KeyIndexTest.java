package io.weir.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.columnar.Column;
import io.weir.engine.type.Columns;
import io.weir.engine.type.RowConverter;
import io.weir.engine.type.RowDataAppender;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of key index, against a map. */
class KeyIndexTest {
    static Stream<RowType> keyTypes() {
        LogicalType text = new VarCharType(VarCharType.MAX_LENGTH);
        return Stream.of(
                RowType.of(new BigIntType()),
                RowType.of(new IntType()),
                RowType.of(text),
                RowType.of(new DoubleType()),
                RowType.of(new DecimalType(38, 4)),
                RowType.of(new TimestampType(6)),
                RowType.of(new BooleanType()),
                RowType.of(text, new BigIntType()),
                RowType.of(new IntType(), text, text, new BooleanType()));
    }

    private static Object value(Random random, LogicalType type, int range) {
        int number = random.nextInt(range) - range / 3;
        if (random.nextInt(20) == 0) {
            return null;
        }
        return switch (type.getTypeRoot()) {
            case BIGINT -> number * 0x1_0000_0001L;
            case INTEGER -> number;
            case DOUBLE -> number / 4.0;
            case BOOLEAN -> number % 2 == 0;
            case DECIMAL -> DecimalData.fromBigDecimal(BigDecimal.valueOf(number), 38, 4);
            case TIMESTAMP_WITHOUT_TIME_ZONE -> TimestampData.fromEpochMillis(number, random.nextInt(2) * 1000);
            default -> StringData.fromString(number % 3 == 0 ? "" : "n".repeat(Math.floorMod(number, 11)) + number);
        };
    }

    private static io.weir.columnar.Batch batch(Random random, RowType type, int count, int range) {
        io.weir.columnar.Batch batch = Columns.batch(type, 1);
        RowDataAppender appender = new RowDataAppender(type);
        for (int i = 0; i < count; i++) {
            appender.append(
                    GenericRowData.of(type.getChildren().stream()
                            .map(child -> value(random, child, range))
                            .toArray()),
                    batch);
        }
        return batch;
    }

    private static Column[] columns(io.weir.columnar.Batch batch) {
        Column[] columns = new Column[batch.columnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(i);
        }
        return columns;
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void equalKeysHaveOneSlotAndNewOnesTheNext(RowType type) {
        Random random = new Random(type.getFieldCount());
        RowConverter converter = new RowConverter(type);
        KeyIndex index = KeyIndex.create(columns(Columns.batch(type, 0)));
        for (int life = 0; life < 3; life++) {
            // Room that is made beforehand, too little or enough, changes nothing.
            index.expect(life * 300);
            Map<String, Integer> expected = new HashMap<>();
            List<String> order = new ArrayList<>();
            for (int round = 0; round < 30; round++) {
                io.weir.columnar.Batch batch = batch(random, type, 200, 1 << (round / 2));
                int count = random.nextInt(200);
                int[] positions = random.ints(count, 0, 200).toArray();
                int[] slots = new int[count];
                int[] found = new int[count];
                index.find(columns(batch), positions, count, found);
                for (int i = 0; i < count; i++) {
                    String key = converter.toRow(batch, positions[i]).toString();
                    assertThat(found[i]).as(key).isEqualTo(expected.getOrDefault(key, -1));
                }
                index.resolve(columns(batch), positions, count, slots);
                for (int i = 0; i < count; i++) {
                    String key = converter.toRow(batch, positions[i]).toString();
                    if (expected.putIfAbsent(key, order.size()) == null) {
                        order.add(key);
                    }
                    assertThat(slots[i]).as(key).isEqualTo(expected.get(key));
                }
                assertThat(index.size()).isEqualTo(order.size());
            }
            io.weir.columnar.Batch keys = new io.weir.columnar.Batch(index.keys());
            for (int slot = 0; slot < order.size(); slot++) {
                assertThat(converter.toRow(keys, slot).toString()).isEqualTo(order.get(slot));
            }
            index.clear();
            assertThat(index.size()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void removedKeysAreNotFoundAndTheirSlotsGoToNewOnes(RowType type) {
        Random random = new Random(11 + type.getFieldCount());
        RowConverter converter = new RowConverter(type);
        KeyIndex index = KeyIndex.create(columns(Columns.batch(type, 0)));
        Map<String, Integer> slotOf = new HashMap<>();
        for (int round = 0; round < 400; round++) {
            int range = round % 100 < 50 ? 3000 : 30;
            io.weir.columnar.Batch batch = batch(random, type, 100, range);
            int[] positions = java.util.stream.IntStream.range(0, 100).toArray();
            int[] slots = new int[100];
            index.resolve(columns(batch), positions, 100, slots);
            int fresh = 0;
            for (int i = 0; i < 100; i++) {
                Integer known = slotOf.putIfAbsent(converter.toRow(batch, i).toString(), slots[i]);
                if (known == null) {
                    assertThat(index.freshSlots()[fresh++]).isEqualTo(slots[i]);
                } else {
                    assertThat(slots[i]).isEqualTo(known);
                }
            }
            assertThat(index.freshCount()).isEqualTo(fresh);
            assertThat(slotOf.values()).as("round %s", round).doesNotHaveDuplicates();
            removeSome(random, index, slotOf, round % 100 < 50 ? 0.1 : 0.6);
            assertThat(index.keyCount()).isEqualTo(slotOf.size());
            index.find(columns(batch), positions, 100, slots);
            for (int i = 0; i < 100; i++) {
                String key = converter.toRow(batch, i).toString();
                assertThat(slots[i]).as(key).isEqualTo(slotOf.getOrDefault(key, -1));
            }
        }
        io.weir.columnar.Batch keys = new io.weir.columnar.Batch(index.keys());
        slotOf.forEach((key, slot) ->
                assertThat(converter.toRow(keys, slot).toString()).isEqualTo(key));
    }

    private static void removeSome(Random random, KeyIndex index, Map<String, Integer> slotOf, double share) {
        List<String> removed = new ArrayList<>();
        for (String key : slotOf.keySet()) {
            if (random.nextDouble() < share) {
                removed.add(key);
            }
        }
        int[] slots = removed.stream().mapToInt(slotOf::get).toArray();
        index.remove(slots, slots.length);
        removed.forEach(slotOf::remove);
    }

    @Test
    void theBytesOfRemovedKeysAreFreed() {
        BytesKeyIndex index = new BytesKeyIndex();
        io.weir.columnar.BytesColumn column = new io.weir.columnar.BytesColumn(16);
        int[] position = new int[1];
        int[] slot = new int[1];
        byte[] text = new byte[1000];
        for (int i = 0; i < 100_000; i++) {
            java.util.Arrays.fill(text, (byte) i);
            text[0] = (byte) (i >> 8);
            column.reset();
            column.set(0, text);
            index.resolve(new Column[] {column}, position, 1, slot);
            index.remove(slot, 1);
        }
        assertThat(index.memoryBytes()).isLessThan(1_000_000);
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void withoutKeysThereIsOneSlotOnceThereIsARow() {
        KeyIndex index = KeyIndex.create();
        int[] slots = {7, 7};
        index.find(new Column[0], new int[2], 2, slots);
        assertThat(slots).containsExactly(-1, -1);
        index.resolve(new Column[0], new int[0], 0, slots);
        assertThat(index.size()).isZero();
        index.resolve(new Column[0], new int[2], 2, slots);
        assertThat(slots).containsExactly(0, 0);
        assertThat(index.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("keyTypes")
    void equalKeysAndOnlyThoseHaveEqualBytesAndEqualOnesEqualHashes(RowType type) {
        Random random = new Random(5);
        RowConverter converter = new RowConverter(type);
        io.weir.columnar.Batch batch = batch(random, type, 600, 40);
        int[] keys = new int[type.getFieldCount()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = i;
        }
        int[] hashes = new int[600];
        new KeyHasher(keys).hash(batch, hashes);
        Map<String, String> bytesOf = new HashMap<>();
        Map<String, String> keyOf = new HashMap<>();
        Map<String, Integer> hashOf = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            io.weir.engine.spi.ByteSink sink = new io.weir.engine.spi.ByteSink();
            for (Column column : columns(batch)) {
                KeyEncoder.encode(column, i, sink);
            }
            String bytes = java.util.HexFormat.of().formatHex(sink.bytes(), 0, sink.length());
            String key = converter.toRow(batch, i).toString();
            assertThat(bytesOf.computeIfAbsent(key, k -> bytes)).isEqualTo(bytes);
            assertThat(keyOf.computeIfAbsent(bytes, k -> key)).isEqualTo(key);
            int hash = hashes[i];
            assertThat(hashOf.computeIfAbsent(key, k -> hash)).isEqualTo(hash);
        }
        assertThat(hashOf.values().stream().distinct().count())
                .as("different hashes of %s keys", hashOf.size())
                .isGreaterThan(hashOf.size() * 9L / 10);
    }

    @Test
    void adjoiningTextsDoNotRunIntoOneAnother() {
        LogicalType text = new VarCharType(VarCharType.MAX_LENGTH);
        RowType type = RowType.of(text, text);
        io.weir.columnar.Batch batch = Columns.batch(type, 1);
        RowDataAppender appender = new RowDataAppender(type);
        appender.append(GenericRowData.of(StringData.fromString("ab"), StringData.fromString("c")), batch);
        appender.append(GenericRowData.of(StringData.fromString("a"), StringData.fromString("bc")), batch);
        appender.append(GenericRowData.of(null, StringData.fromString("abc")), batch);
        appender.append(GenericRowData.of(StringData.fromString("abc"), null), batch);
        int[] slots = new int[4];
        KeyIndex.create(columns(batch)).resolve(columns(batch), new int[] {0, 1, 2, 3}, 4, slots);
        assertThat(slots).containsExactly(0, 1, 2, 3);
    }
}
