package io.weir.connector.view;

import io.weir.columnar.Batch;
import io.weir.columnar.Column;
import io.weir.columnar.RowKinds;
import io.weir.engine.spi.ByteSink;
import io.weir.engine.state.KeyHasher;
import io.weir.engine.state.KeyIndex;
import io.weir.engine.state.SlotRows;
import java.util.Arrays;

/** The last row of each key that has changed, so that a key costs the view once, however often it changes. */
final class PendingUpserts implements PendingRows {
    private final ViewCodec codec;
    private final Batch prototype;
    private final Column[] keyColumns;
    private final KeyHasher hasher;
    private final ByteSink scratch = new ByteSink();
    private final Batch one;
    private final int[] oneHash = new int[1];

    private KeyIndex keys;
    private SlotRows rows;
    private boolean[] isGone = new boolean[16];
    private int[] positions = new int[0];
    private int[] slots = new int[0];

    PendingUpserts(ViewCodec codec) {
        this.codec = codec;
        prototype = codec.batch(0);
        keyColumns = new Column[codec.keyLength()];
        hasher = new KeyHasher(codec.key());
        one = codec.batch(1);
        pick(prototype);
        keys = KeyIndex.create(keyColumns);
        rows = new SlotRows(prototype);
    }

    private void pick(Batch batch) {
        for (int i = 0; i < keyColumns.length; i++) {
            keyColumns[i] = batch.column(codec.keyColumn(i));
        }
    }

    @Override
    public void add(Batch batch) {
        int count = batch.rowCount();
        if (positions.length < count) {
            positions = new int[count];
            slots = new int[count];
            Arrays.setAll(positions, i -> i);
        }
        pick(batch);
        keys.resolve(keyColumns, positions, count, slots);
        if (isGone.length < keys.size()) {
            isGone = Arrays.copyOf(isGone, Math.max(keys.size(), 2 * isGone.length));
        }
        for (int i = 0; i < count; i++) {
            rows.set(slots[i], batch, i);
            isGone[slots[i]] = !RowKinds.isAddition(batch.rowKind(i));
        }
    }

    @Override
    public boolean isEmpty() {
        return keys.size() == 0;
    }

    @Override
    public ViewDelta drain(long nowMillis) {
        int count = keys.size();
        if (count == 0) {
            return ViewDelta.NOTHING;
        }
        byte[][] deltaKeys = new byte[count][];
        byte[][] deltaRows = new byte[count][];
        int[] hashes = new int[count];
        for (int slot = 0; slot < count; slot++) {
            Batch from = rows.rows(slot);
            int position = SlotRows.position(slot);
            deltaKeys[slot] = codec.key(from, position, scratch);
            deltaRows[slot] = isGone[slot] ? ViewDelta.GONE : codec.row(from, position, nowMillis, scratch);
            one.reset();
            one.append(from, position);
            hasher.hash(one, oneHash);
            hashes[slot] = oneHash[0];
        }
        keys = KeyIndex.create(keyColumns);
        rows = new SlotRows(prototype);
        return new ViewDelta(deltaKeys, deltaRows, hashes);
    }
}
