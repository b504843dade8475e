package io.weir.storage.rocksdb;

import io.weir.engine.state.ColdTable;
import io.weir.engine.state.StateBackend;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * One database for a job, in a folder of its own. It is scratch space: nothing is logged or synced, because what must
 * outlive the process is in the epochs.
 */
final class RocksStateBackend implements StateBackend {
    private static final double FILTER_BITS = 10;
    private static final int WRITE_BUFFERS = 2;
    private static final int BACKGROUND_JOBS = 2;

    private final LocalFolder folder;
    private final long hotBytes;
    private final Cache cache;
    private final BloomFilter filter;
    private final Options options;
    private final WriteOptions writeOptions;
    private final ReadOptions readOptions;
    private final RocksDB database;
    private final AtomicInteger tables = new AtomicInteger();
    private boolean isClosed;

    /**
     * Opens an empty database.
     *
     * @param hotBytes the memory that all tables together may use for keys that are in it
     */
    RocksStateBackend(LocalFolder folder, long hotBytes, long cacheBytes, long writeBufferBytes) {
        this.folder = folder;
        this.hotBytes = hotBytes;
        RocksDB.loadLibrary();
        cache = new LRUCache(cacheBytes);
        filter = new BloomFilter(FILTER_BITS);
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(writeBufferBytes)
                .setMaxWriteBufferNumber(WRITE_BUFFERS)
                .setMaxBackgroundJobs(BACKGROUND_JOBS)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setFilterPolicy(filter));
        writeOptions = new WriteOptions().setDisableWAL(true);
        readOptions = new ReadOptions();
        try {
            database = RocksDB.open(options, folder.path().toString());
        } catch (RocksDBException e) {
            throw failed(e);
        }
    }

    static WeirException failed(RocksDBException e) {
        boolean isFull = String.valueOf(e.getMessage()).contains("No space left");
        return new WeirException(
                isFull ? ErrorCode.IO_FULL : ErrorCode.IO_FAILED,
                "State cannot be kept on disk: " + e.getMessage(),
                RocksStateBackendFactory.FOLDER_KEY,
                isFull ? "Free some space, or name another folder" : "Check the folder and its disk",
                e);
    }

    Path path() {
        return folder.path();
    }

    @Override
    public Optional<ColdTable> open(String name) {
        return Optional.of(new RocksColdTable(database, writeOptions, readOptions, tables.incrementAndGet()));
    }

    @Override
    public long hotBytesMax() {
        return hotBytes / Math.max(1, tables.get());
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            database.close();
            readOptions.close();
            writeOptions.close();
            options.close();
            filter.close();
            cache.close();
            folder.close();
        }
    }
}
