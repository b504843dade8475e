package io.weir.storage.rocksdb;

import io.weir.engine.connector.JobOptions;
import io.weir.engine.state.StateBackend;
import io.weir.engine.state.StateBackendFactory;
import java.nio.file.Path;
import java.util.Map;

/** {@code 'state.backend.type' = 'rocksdb'}. */
public final class RocksStateBackendFactory implements StateBackendFactory {
    /** The memory of keys that need not be looked up on disk. */
    static final String HOT_BYTES_KEY = "weir.state.memory-size";

    /** Flink's keys. */
    static final String FOLDER_KEY = "state.backend.rocksdb.localdir";

    static final String CACHE_KEY = "state.backend.rocksdb.block.cache-size";
    static final String WRITE_BUFFER_KEY = "state.backend.rocksdb.writebuffer.size";

    private static final int HEAP_SHARE = 4;
    private static final long CACHE_DEFAULT = 64L << 20;
    private static final long WRITE_BUFFER_DEFAULT = 32L << 20;

    @Override
    public String type() {
        return "rocksdb";
    }

    @Override
    public StateBackend open(Map<String, String> configuration) {
        long hotBytes = bytes(configuration, HOT_BYTES_KEY, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        long cacheBytes = bytes(configuration, CACHE_KEY, CACHE_DEFAULT);
        long writeBufferBytes = bytes(configuration, WRITE_BUFFER_KEY, WRITE_BUFFER_DEFAULT);
        String parent = configuration.getOrDefault(FOLDER_KEY, System.getProperty("java.io.tmpdir"));
        LocalFolder folder = LocalFolder.below(Path.of(parent));
        boolean isOpen = false;
        try {
            StateBackend backend = new RocksStateBackend(folder, hotBytes, cacheBytes, writeBufferBytes);
            isOpen = true;
            return backend;
        } finally {
            if (!isOpen) {
                folder.close();
            }
        }
    }

    private static long bytes(Map<String, String> configuration, String key, long otherwise) {
        return new JobOptions(configuration).bytes(key).orElse(otherwise);
    }
}
