package io.weir.connector.files;

import java.util.Arrays;
import java.util.List;

/**
 * The files of a table as one sequence of chunks: chunk k of all is a range of one file, {@code chunkBytes} long but
 * for the last of its file. A record belongs to the chunk in which it begins. The first file may be begun already.
 */
final class ChunkPlan {
    private final List<SourceFile> files;
    private final int chunkBytes;
    private final long firstByte;
    /** For each file the number of its first chunk, and at the end the number of all chunks. */
    private final long[] firstChunks;

    /** @param firstByte where in the first file the first chunk begins */
    ChunkPlan(List<SourceFile> files, int chunkBytes, long firstByte) {
        this.files = files;
        this.chunkBytes = chunkBytes;
        this.firstByte = firstByte;
        firstChunks = new long[files.size() + 1];
        for (int i = 0; i < files.size(); i++) {
            long chunks = (Math.max(0, files.get(i).bytes() - firstByte(i)) + chunkBytes - 1) / chunkBytes;
            firstChunks[i + 1] = firstChunks[i] + chunks;
        }
    }

    private long firstByte(int file) {
        return file == 0 ? firstByte : 0;
    }

    int chunkBytes() {
        return chunkBytes;
    }

    long chunkCount() {
        return firstChunks[files.size()];
    }

    /** The index of the file that a chunk lies in. */
    int file(long chunk) {
        int found = Arrays.binarySearch(firstChunks, chunk);
        if (found < 0) {
            return -found - 2;
        }
        // Empty files have the same first chunk as the file behind them.
        while (firstChunks[found + 1] == chunk) {
            found++;
        }
        return found;
    }

    /** Where in its file a chunk begins. */
    long start(int file, long chunk) {
        return firstByte(file) + (chunk - firstChunks[file]) * chunkBytes;
    }

    /** Where in its file a chunk ends. */
    long end(int file, long chunk) {
        return Math.min(start(file, chunk) + chunkBytes, files.get(file).bytes());
    }
}
