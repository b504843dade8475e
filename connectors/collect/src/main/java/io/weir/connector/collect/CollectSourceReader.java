package io.weir.connector.collect;

import io.weir.columnar.Batch;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.RecordException;
import io.weir.engine.spi.SourceProgress;
import io.weir.engine.spi.SourceReader;
import io.weir.engine.spi.SourceRequest;
import io.weir.engine.text.Words;
import io.weir.engine.type.Columns;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes frame after frame. The buffer holds whole frames and is filled only between two batches, because text of a
 * batch points into it.
 */
final class CollectSourceReader implements SourceReader {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final int BATCH_ROWS_START = 64;

    private final SourceRequest request;
    private final String format;
    private final Decoder decoder;
    private final CollectLog log;
    private final CollectLog.Cursor cursor;
    /** Where a bounded scan ends. */
    private final long end;

    private final boolean isBounded;
    private final Batch batch;

    private byte[] data = new byte[BUFFER_BYTES + Words.PADDING];
    private int dataEnd;
    /** The frame that is read, or the next one, by its place in the buffer. */
    private int frameAt;
    /** Its offset in the log. */
    private long offset;
    /** The next record's place; only within a frame. */
    private int recordAt;

    private int recordIndex;
    private int recordsInFrame;
    private int skipRecords;
    private long records;
    private long rows;
    private long bytes;
    private @Nullable FileChannel channel;
    private @Nullable CollectSegment segment;

    CollectSourceReader(
            SourceRequest request, CollectOptions options, Decoder decoder, CollectLog log, CollectLog.Cursor cursor) {
        this.request = request;
        this.format = options.format();
        this.decoder = decoder;
        this.log = log;
        this.cursor = cursor;
        isBounded = options.isBounded();
        end = isBounded ? log.safeEnd() : Long.MAX_VALUE;
        offset = cursor.position().offset();
        skipRecords = cursor.position().index();
        records = cursor.position().record();
        batch = Columns.batch(request.physicalType(), Math.min(request.batchRowsMax(), BATCH_ROWS_START));
    }

    @Override
    public @Nullable Batch poll() {
        batch.reset();
        if (isFinished() || !isInFrame() && !hasFrame() && !fill()) {
            return null;
        }
        while (batch.rowCount() < request.batchRowsMax() && (isInFrame() || hasFrame() && enter())) {
            decode();
        }
        rows += batch.rowCount();
        cursor.reader().setRead(offset);
        return batch.rowCount() == 0 ? null : batch;
    }

    private boolean isInFrame() {
        return recordIndex < recordsInFrame;
    }

    private boolean hasFrame() {
        int rest = dataEnd - frameAt;
        return rest >= CollectFrame.HEADER_BYTES && CollectFrame.size(data, frameAt) <= rest;
    }

    /** Begins with the frame that the buffer has. */
    private boolean enter() {
        if (CollectFrame.size(data, frameAt) < 0 || !CollectFrame.isIntact(data, frameAt)) {
            throw damaged();
        }
        recordsInFrame = CollectFrame.recordCount(data, frameAt);
        recordAt = frameAt + CollectFrame.HEADER_BYTES;
        for (recordIndex = 0; recordIndex < skipRecords && recordIndex < recordsInFrame; recordIndex++) {
            recordAt += Integer.BYTES + ByteBuffer.wrap(data).getInt(recordAt);
        }
        skipRecords = 0;
        return true;
    }

    private WeirException damaged() {
        String file = segment == null ? log.folder().toString() : segment.path().toString();
        return new WeirException(
                ErrorCode.STATE_DAMAGED,
                "Collected rows at offset " + offset + " are not as they were written",
                file,
                "Put the folder back as it was, or begin anew without the saved epochs",
                null);
    }

    private void decode() {
        int length = ByteBuffer.wrap(data).getInt(recordAt);
        int start = recordAt + Integer.BYTES;
        try {
            decoder.decodeRecord(data, start, start + length, batch);
        } catch (RecordException e) {
            throw e.toWeirException(
                    "table " + request.table() + ", record " + (records + 1) + " of " + log.folder(), format);
        }
        recordAt = start + length;
        recordIndex++;
        records++;
        bytes += length;
        if (!isInFrame()) {
            int size = recordAt - frameAt;
            frameAt += size;
            offset += size;
            recordIndex = 0;
            recordsInFrame = 0;
        }
    }

    /** Reads from the offset on; false if nothing is safe there. */
    private boolean fill() {
        Optional<CollectLog.Extent> found = log.extent(offset);
        if (found.isEmpty()) {
            throw damaged();
        }
        CollectLog.Extent extent = found.get();
        offset = Math.max(offset, extent.segment().firstFrame());
        long there = Math.min(extent.end(), end) - offset;
        frameAt = 0;
        dataEnd = 0;
        if (there <= 0) {
            return false;
        }
        try {
            FileChannel from = open(extent.segment());
            int wanted = (int) Math.min(there, data.length - Words.PADDING);
            dataEnd = read(from, wanted);
            int frame = dataEnd < CollectFrame.HEADER_BYTES ? -1 : CollectFrame.size(data, 0);
            if (frame > dataEnd && frame <= there) {
                data = new byte[frame + Words.PADDING];
                dataEnd = read(from, frame);
            }
            if (frame < 0 || frame > dataEnd) {
                throw damaged();
            }
            return true;
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED,
                    "Collected rows cannot be read: " + e,
                    extent.segment().path().toString(),
                    "",
                    e);
        }
    }

    private FileChannel open(CollectSegment wanted) throws IOException {
        FileChannel opened = channel;
        if (opened == null || !wanted.equals(segment)) {
            if (opened != null) {
                opened.close();
            }
            opened = FileChannel.open(wanted.path(), StandardOpenOption.READ);
            channel = opened;
            segment = wanted;
        }
        return opened;
    }

    private int read(FileChannel from, int wanted) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(data, 0, wanted);
        long base = segment == null ? 0 : segment.base();
        while (buffer.hasRemaining()) {
            if (from.read(buffer, offset - base + buffer.position()) < 0) {
                break;
            }
        }
        return buffer.position();
    }

    @Override
    public boolean isFinished() {
        if (rows >= request.limit()) {
            return true;
        }
        return isBounded && !isInFrame() && Math.max(offset, firstFrameBehind()) >= end;
    }

    /** A file's header may be all that lies between here and the end. */
    private long firstFrameBehind() {
        return log.extent(offset).map(extent -> extent.segment().firstFrame()).orElse(offset);
    }

    @Override
    public Map<String, byte[]> positions() {
        int index = isInFrame() ? recordIndex : skipRecords;
        CollectPosition position = new CollectPosition(log.id(), cursor.reader().id(), offset, index, records);
        return Map.of(CollectSource.POSITION, position.toBytes());
    }

    @Override
    public SourceProgress progress() {
        return new SourceProgress(bytes, decoder.skippedRecords(), Math.max(0, log.recordCount() - records));
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was only read.
                return;
            }
        }
    }
}
