package io.weir.storage.rocksdb;

import io.weir.engine.state.ColdTable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteOptions;

/** A range of keys of the database: all that begin with the table's number. */
final class RocksColdTable implements ColdTable {
    private static final int PREFIX = Integer.BYTES;
    private static final byte[] NO_KEY = {};

    private final RocksDB database;
    private final WriteOptions writeOptions;
    private final ReadOptions readOptions;
    private final byte[] first;
    private final byte[] end;
    /** The number of the table, then room for a key. */
    private byte[] prefixed;

    /**
     * Makes a table.
     *
     * @param number no other table of the database has it
     */
    RocksColdTable(RocksDB database, WriteOptions writeOptions, ReadOptions readOptions, int number) {
        this.database = database;
        this.writeOptions = writeOptions;
        this.readOptions = readOptions;
        first = prefix(number);
        end = prefix(number + 1);
        prefixed = Arrays.copyOf(first, 64);
    }

    /** The most significant byte first, so that a table's keys stand together. */
    private static byte[] prefix(int number) {
        return new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number};
    }

    private void usePrefix(byte[] key, int length) {
        if (prefixed.length < PREFIX + length) {
            prefixed = Arrays.copyOf(prefixed, 2 * (PREFIX + length));
        }
        System.arraycopy(key, 0, prefixed, PREFIX, length);
    }

    @Override
    public void put(byte[] key, int keyLength, byte[] value, int valueLength) {
        usePrefix(key, keyLength);
        try {
            database.put(writeOptions, prefixed, 0, PREFIX + keyLength, value, 0, valueLength);
        } catch (RocksDBException e) {
            throw RocksStateBackend.failed(e);
        }
    }

    @Override
    public byte @Nullable [] take(byte[] key, int keyLength) {
        usePrefix(key, keyLength);
        try {
            byte[] value = database.get(readOptions, prefixed, 0, PREFIX + keyLength);
            if (value != null) {
                database.delete(writeOptions, prefixed, 0, PREFIX + keyLength);
            }
            return value;
        } catch (RocksDBException e) {
            throw RocksStateBackend.failed(e);
        }
    }

    @Override
    public byte[] visit(byte[] after, Visitor visitor) {
        try (Slice bound = new Slice(end);
                ReadOptions range = new ReadOptions().setIterateUpperBound(bound);
                RocksIterator entries = database.newIterator(range)) {
            byte[] begin = Arrays.copyOf(first, PREFIX + after.length);
            System.arraycopy(after, 0, begin, PREFIX, after.length);
            entries.seek(begin);
            if (after.length > 0 && entries.isValid() && Arrays.equals(entries.key(), begin)) {
                entries.next();
            }
            while (entries.isValid()) {
                byte[] key = entries.key();
                byte[] plain = Arrays.copyOfRange(key, PREFIX, key.length);
                if (!visitor.visit(plain, entries.value())) {
                    return plain;
                }
                entries.next();
            }
            entries.status();
            return NO_KEY;
        } catch (RocksDBException e) {
            throw RocksStateBackend.failed(e);
        }
    }

    @Override
    public void clear() {
        try {
            database.deleteRange(writeOptions, first, end);
        } catch (RocksDBException e) {
            throw RocksStateBackend.failed(e);
        }
    }
}
