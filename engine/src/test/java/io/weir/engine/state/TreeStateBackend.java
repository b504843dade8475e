package io.weir.engine.state;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A backend that lets no key stay in memory that may leave it; what leaves is in sorted maps. */
public final class TreeStateBackend implements StateBackend {
    @Override
    public Optional<ColdTable> open(String name) {
        return Optional.of(new TreeTable());
    }

    @Override
    public long hotBytesMax() {
        return 0;
    }

    @Override
    public void close() {}

    private static final class TreeTable implements ColdTable {
        private final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);

        @Override
        public void put(byte[] key, int keyLength, byte[] value, int valueLength) {
            byte[] before = entries.put(Arrays.copyOf(key, keyLength), Arrays.copyOf(value, valueLength));
            if (before != null) {
                throw new IllegalStateException("A key was in memory and outside of it");
            }
        }

        @Override
        public byte @Nullable [] take(byte[] key, int keyLength) {
            return entries.remove(Arrays.copyOf(key, keyLength));
        }

        @Override
        public byte[] visit(byte[] after, Visitor visitor) {
            byte[] last = after;
            while (true) {
                Map.Entry<byte[], byte[]> next = last.length == 0 ? entries.firstEntry() : entries.higherEntry(last);
                if (next == null) {
                    return new byte[0];
                }
                last = next.getKey();
                if (!visitor.visit(last, next.getValue())) {
                    return last;
                }
            }
        }

        @Override
        public void clear() {
            entries.clear();
        }
    }
}
