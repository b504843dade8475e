package io.weir.format.parquet;

import io.weir.engine.text.Words;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column of a row group, shared by the readers of the group: a page is decompressed once, by the
 * reader that comes first. Kept are the dictionary and the pages that were used last, so that memory does not grow with
 * the group.
 */
final class ColumnPages {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WINDOW_BYTES = 32 * 1024;
    private static final int HEADER_BYTES_MAX = 16 << 20;
    private static final int PAGES_KEPT = 2;

    private final SchemaNode node;
    private final CompressionCodec codec;
    private final long valueCount;
    private final long end;
    private final long bytesMax;
    private final ReentrantLock lock = new ReentrantLock();

    /** What was found so far; guarded by the lock, as all that follows. */
    private final List<PageInfo> pages = new ArrayList<>();

    private final @Nullable PageBody[] kept = new PageBody[PAGES_KEPT];
    private int keptNext;
    private long nextPosition;
    private long valuesFound;
    private volatile @Nullable Dictionary dictionary;

    ColumnPages(SchemaNode node, ColumnMetaData column) {
        this.node = node;
        codec = column.getCodec();
        valueCount = column.getNum_values();
        long start = column.getData_page_offset();
        if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
            start = Math.min(start, column.getDictionary_page_offset());
        }
        nextPosition = start;
        end = start + column.getTotal_compressed_size();
        bytesMax = column.getTotal_uncompressed_size();
    }

    SchemaNode node() {
        return node;
    }

    /** The data page of an index, its body not read. */
    PageInfo page(int index, FileInput input) throws IOException {
        lock.lock();
        try {
            while (pages.size() <= index) {
                find(input);
            }
            return pages.get(index);
        } finally {
            lock.unlock();
        }
    }

    /** True if there is no page of this index, as far as it is known. */
    boolean isEnd(int index) {
        lock.lock();
        try {
            return index >= pages.size() && valuesFound >= valueCount;
        } finally {
            lock.unlock();
        }
    }

    /** Reads a page's body unless another reader is about to do it. */
    void prefetch(int index, FileInput input) throws IOException {
        if (lock.tryLock()) {
            try {
                if (valuesFound < valueCount || index < pages.size()) {
                    body(page(index, input), input);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** The body of a page. */
    PageBody body(PageInfo page, FileInput input) throws IOException {
        PageBody body = page.body().get();
        if (body != null) {
            return body;
        }
        lock.lock();
        try {
            body = page.body().get();
            if (body == null) {
                body = read(page, input);
                page.setBody(body);
                kept[keptNext] = body;
                keptNext = (keptNext + 1) % PAGES_KEPT;
            }
            return body;
        } finally {
            lock.unlock();
        }
    }

    /** Finds the next data page; a dictionary before it is read. */
    private void find(FileInput input) throws IOException {
        if (valuesFound >= valueCount || nextPosition >= end) {
            throw new DamagedException("fewer values than rows");
        }
        HeaderStream stream = new HeaderStream();
        PageHeader header = header(input, stream);
        long body = nextPosition + stream.consumed();
        checkSize(header, body);
        nextPosition = body + header.getCompressed_page_size();
        if (header.getType() == PageType.DICTIONARY_PAGE) {
            readDictionary(header, body, input);
        } else if (header.getType() != PageType.INDEX_PAGE) {
            PageInfo page = new PageInfo(header, body);
            valuesFound += page.valueCount;
            if (valuesFound > valueCount) {
                throw new DamagedException("more values than its metadata says");
            }
            pages.add(page);
        }
    }

    /** Sizes that cannot be would take memory that there is not. */
    private void checkSize(PageHeader header, long body) {
        boolean isPossible = header.getCompressed_page_size() >= 0
                && header.getCompressed_page_size() <= end - body
                && header.getUncompressed_page_size() >= 0
                && header.getUncompressed_page_size() <= bytesMax;
        boolean isDictionary = header.isSetDictionary_page_header();
        int values = isDictionary ? header.getDictionary_page_header().getNum_values() : 0;
        if (!isPossible || values < 0 || values > header.getUncompressed_page_size()) {
            throw new DamagedException("a page of an impossible size");
        }
    }

    private PageHeader header(FileInput input, HeaderStream stream) throws IOException {
        int size = WINDOW_BYTES;
        while (true) {
            int length = (int) Math.min(size, end - nextPosition);
            byte[] window = input.scratch(length);
            input.read(nextPosition, window, 0, length);
            stream.set(window, length);
            try {
                return Util.readPageHeader(stream);
            } catch (IOException e) {
                if (length < size || size >= HEADER_BYTES_MAX) {
                    throw e;
                }
                size *= 4;
            }
        }
    }

    /** A stream that tells how much of it was read. */
    private static final class HeaderStream extends InputStream {
        private ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);
        private int length;

        void set(byte[] data, int size) {
            bytes = new ByteArrayInputStream(data, 0, size);
            length = size;
        }

        int consumed() {
            return length - bytes.available();
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int at, int size) {
            return bytes.read(into, at, size);
        }
    }

    private void readDictionary(PageHeader header, long position, FileInput input) throws IOException {
        int size = header.getUncompressed_page_size();
        byte[] data = new byte[size + Words.PADDING];
        decompress(codec, header.getCompressed_page_size(), position, input, data, 0, size);
        dictionary = new Dictionary(
                node.element().getType(),
                node.element().getType_length(),
                data,
                0,
                size,
                header.getDictionary_page_header().getNum_values());
    }

    private static void decompress(
            CompressionCodec codec, int length, long position, FileInput input, byte[] target, int at, int size)
            throws IOException {
        if (codec == CompressionCodec.UNCOMPRESSED) {
            if (length != size) {
                throw new DamagedException("a page of another size than its header says");
            }
            input.read(position, target, at, size);
            return;
        }
        byte[] compressed = input.scratch(length);
        input.read(position, compressed, 0, length);
        Codecs.decompress(codec, compressed, 0, length, target, at, size);
    }

    private PageBody read(PageInfo page, FileInput input) throws IOException {
        PageHeader header = page.header;
        int size = header.getUncompressed_page_size();
        byte[] data = new byte[size + Words.PADDING];
        if (header.isSetData_page_header_v2()) {
            return readSecond(header, page.position, input, data, size);
        }
        decompress(codec, header.getCompressed_page_size(), page.position, input, data, 0, size);
        DataPageHeader first = header.getData_page_header();
        int repetitions = 0;
        int repetitionsEnd = 0;
        if (node.repetitionMax() > 0) {
            check(first.getRepetition_level_encoding());
            repetitions = Integer.BYTES;
            repetitionsEnd = repetitions + (int) INTS.get(data, 0);
        }
        int definitions = repetitionsEnd;
        int definitionsEnd = repetitionsEnd;
        if (node.definitionMax() > 0) {
            check(first.getDefinition_level_encoding());
            definitions += Integer.BYTES;
            definitionsEnd = definitions + (int) INTS.get(data, repetitionsEnd);
        }
        return checked(
                new PageBody(data, repetitions, repetitionsEnd, definitions, definitionsEnd, definitionsEnd, size));
    }

    private static void check(Encoding levels) {
        if (levels != Encoding.RLE) {
            throw new DamagedException("levels in the encoding " + levels + ", which is not supported");
        }
    }

    private PageBody readSecond(PageHeader header, long position, FileInput input, byte[] data, int size)
            throws IOException {
        DataPageHeaderV2 second = header.getData_page_header_v2();
        int repetitions = second.getRepetition_levels_byte_length();
        int levels = repetitions + second.getDefinition_levels_byte_length();
        if (repetitions < 0 || levels < repetitions || levels > header.getCompressed_page_size() || levels > size) {
            throw new DamagedException("levels longer than their page");
        }
        input.read(position, data, 0, levels);
        boolean isCompressed = !second.isSetIs_compressed() || second.isIs_compressed();
        decompress(
                isCompressed ? codec : CompressionCodec.UNCOMPRESSED,
                header.getCompressed_page_size() - levels,
                position + levels,
                input,
                data,
                levels,
                size - levels);
        return checked(new PageBody(data, 0, repetitions, repetitions, levels, levels, size));
    }

    private static PageBody checked(PageBody body) {
        if (body.repetitionsEnd() < 0 || body.definitionsEnd() < body.repetitionsEnd() || body.values() > body.end()) {
            throw new DamagedException("levels longer than their page");
        }
        return body;
    }

    /** What decodes the values of a page. */
    ValuesDecoder values(PageInfo page, PageBody body) {
        Type type = node.element().getType();
        int fixedBytes = node.element().getType_length();
        byte[] data = body.data();
        return switch (page.encoding) {
            case PLAIN -> new PlainDecoder(type, fixedBytes, data, body.values(), body.end());
            case RLE_DICTIONARY, PLAIN_DICTIONARY -> {
                Dictionary its = dictionary;
                if (its == null) {
                    throw new DamagedException("a dictionary is missing");
                }
                yield new DictionaryDecoder(its, data, body.values(), body.end());
            }
            case RLE -> new RunBooleanDecoder(data, body.values(), body.end());
            case DELTA_BINARY_PACKED -> new DeltaDecoder(data, body.values(), page.valueCount);
            case DELTA_LENGTH_BYTE_ARRAY -> DeltaTextDecoder.ofLengths(data, body.values(), page.valueCount);
            case DELTA_BYTE_ARRAY -> DeltaTextDecoder.ofPrefixes(data, body.values(), page.valueCount);
            case BYTE_STREAM_SPLIT -> new SplitDecoder(type, fixedBytes, data, body.values(), body.end());
            default -> throw new DamagedException("encoding " + page.encoding + " is not supported");
        };
    }
}
