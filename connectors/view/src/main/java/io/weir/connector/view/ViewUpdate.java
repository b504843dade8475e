package io.weir.connector.view;

import io.weir.columnar.RowKinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pcollections.TreePMap;

/** Makes the next version of a view out of one, and says what is different. */
final class ViewUpdate {
    private final boolean isAppendOnly;
    /** Whether the time counts at which a row was written again as it was. */
    private final boolean keepsTime;

    private TreePMap<byte[], byte[]> rows;

    private byte[] kinds = new byte[16];
    private byte[][] changedKeys = new byte[16][];
    private byte[][] changedRows = new byte[16][];
    private int changedCount;

    ViewUpdate(TreePMap<byte[], byte[]> before, ViewDefinition definition) {
        rows = before;
        isAppendOnly = definition.isAppendOnly();
        keepsTime = definition.options().ageMillisMax().isPresent();
    }

    /** Makes some changes, which are of other keys than those that were made before. */
    void apply(ViewDelta delta) {
        // Many rows at once, in the order of their keys, cost half of what they cost one by one.
        TreeMap<byte[], byte[]> written = new TreeMap<>(ViewContents.ORDER);
        for (int i = 0; i < delta.size(); i++) {
            byte[] key = delta.keys()[i];
            byte[] row = delta.rows()[i];
            byte[] old = isAppendOnly ? null : rows.get(key);
            if (row == ViewDelta.GONE) {
                if (old != null) {
                    rows = rows.minus(key);
                    add(RowKinds.DELETE, key, old);
                }
            } else {
                boolean isEqual = old != null && ViewCodec.areEqual(old, row);
                if (!isEqual) {
                    add(old == null ? RowKinds.INSERT : RowKinds.UPDATE_AFTER, key, row);
                }
                if (!isEqual || keepsTime) {
                    written.put(key, row);
                }
            }
        }
        rows = rows.plusAll(written);
    }

    /**
     * Takes rows away that were written before a time.
     *
     * @param isWaited whether there is something newer of a key already, which is not visible yet
     */
    ViewDelta expire(long beforeMillis, Predicate<byte[]> isWaited, ViewCodec codec) {
        List<byte[]> expired = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> entry : rows.entrySet()) {
            if (ViewCodec.writtenMillis(entry.getValue()) < beforeMillis && !isWaited.test(entry.getKey())) {
                expired.add(entry.getKey());
                add(RowKinds.DELETE, entry.getKey(), entry.getValue());
            }
        }
        rows = rows.minusAll(expired);
        byte[][] gone = new byte[changedCount][];
        Arrays.fill(gone, ViewDelta.GONE);
        int[] hashes = new int[changedCount];
        Arrays.setAll(hashes, i -> codec.hash(changedKeys[i], changedRows[i]));
        return new ViewDelta(expired.toArray(byte[][]::new), gone, hashes);
    }

    private void add(byte kind, byte[] key, byte[] row) {
        if (changedCount == kinds.length) {
            int grown = 2 * changedCount;
            kinds = Arrays.copyOf(kinds, grown);
            changedKeys = Arrays.copyOf(changedKeys, grown);
            changedRows = Arrays.copyOf(changedRows, grown);
        }
        kinds[changedCount] = kind;
        changedKeys[changedCount] = key;
        changedRows[changedCount++] = row;
    }

    TreePMap<byte[], byte[]> rows() {
        return rows;
    }

    boolean hasChanges() {
        return changedCount > 0;
    }

    /** What has changed, without rows that were added and are not kept. */
    ViewChangeSet changes(String id, long version, ViewCodec codec, TreePMap<byte[], byte[]> kept) {
        int count = 0;
        for (int i = 0; i < changedCount; i++) {
            boolean isKept = !isAppendOnly
                    || (!kept.isEmpty() && ViewContents.ORDER.compare(changedKeys[i], kept.firstKey()) >= 0);
            if (isKept) {
                kinds[count] = kinds[i];
                changedRows[count++] = changedRows[i];
            }
        }
        return new ViewChangeSet(
                ViewChangeSet.Kind.CHANGES,
                id,
                version,
                codec,
                Arrays.copyOf(kinds, count),
                Arrays.copyOf(changedRows, count));
    }

    /** The rows of an append-only view without those that are kept no longer: the oldest. */
    static TreePMap<byte[], byte[]> retained(TreePMap<byte[], byte[]> rows, ViewOptions options, long nowMillis) {
        if (rows.isEmpty()) {
            return rows;
        }
        long surplus = rows.size() - options.rowsMax().orElse(Long.MAX_VALUE);
        long oldest = options.ageMillisMax().isPresent()
                ? nowMillis - options.ageMillisMax().getAsLong()
                : Long.MIN_VALUE;
        boolean isFirst = true;
        for (Map.Entry<byte[], byte[]> entry : rows.entrySet()) {
            if (surplus <= 0 && ViewCodec.writtenMillis(entry.getValue()) >= oldest) {
                return isFirst ? rows : rows.tailMap(entry.getKey(), true);
            }
            isFirst = false;
            surplus--;
        }
        return TreePMap.empty(ViewContents.ORDER);
    }

    /** The number of the oldest row that is kept; none before it is needed any more. */
    static long firstSequence(TreePMap<byte[], byte[]> rows) {
        return rows.isEmpty() ? 0 : ViewCodec.sequence(rows.firstKey());
    }
}
