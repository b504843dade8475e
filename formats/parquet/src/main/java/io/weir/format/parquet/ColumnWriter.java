package io.weir.format.parquet;

import com.github.luben.zstd.Zstd;
import io.weir.engine.spi.ByteSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.xerial.snappy.Snappy;

/**
 * One column of the row group that is being written: pages that are complete, compressed, and the page that is not.
 * Values are written by dictionary as long as it stays small.
 */
final class ColumnWriter {
    /** The rows of a page, so that a reader that wants some need not decompress many. */
    private static final int PAGE_ENTRIES_MAX = 20_000;

    private final Type type;
    private final List<String> path;
    private final int repetitionMax;
    private final int definitionMax;
    private final int valueBytes;
    private final ParquetOptions options;
    private final DictionaryWriter dictionary = new DictionaryWriter();

    // The page.
    private int[] repetitions = new int[256];
    private int[] definitions = new int[256];
    private int entryCount;
    private int[] ids = new int[256];
    private int valueCount;
    private final ByteSink plain = new ByteSink();
    private final byte[] scratch = new byte[Long.BYTES];
    private int bit;
    private final ByteSink page = new ByteSink();

    // The chunk.
    private boolean usesDictionary;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private boolean hasPlainPages;
    private boolean hasDictionaryPages;
    private long uncompressedBytes;
    private long chunkEntries;
    private long nullCount;
    private long min;
    private long max;

    /** @param valueBytes the length of a value of FIXED_LEN_BYTE_ARRAY */
    ColumnWriter(
            Type type,
            int valueBytes,
            List<String> path,
            int repetitionMax,
            int definitionMax,
            ParquetOptions options) {
        this.type = type;
        this.valueBytes = valueBytes;
        this.path = List.copyOf(path);
        this.repetitionMax = repetitionMax;
        this.definitionMax = definitionMax;
        this.options = options;
        clear();
    }

    private void clear() {
        // Flink cannot read decimals by dictionary, since Apache's writer never writes them so.
        usesDictionary = options.usesDictionary() && type != Type.BOOLEAN && type != Type.FIXED_LEN_BYTE_ARRAY;
        dictionary.clear();
        pages.reset();
        hasPlainPages = false;
        hasDictionaryPages = false;
        uncompressedBytes = 0;
        chunkEntries = 0;
        nullCount = 0;
        min = Long.MAX_VALUE;
        max = Long.MIN_VALUE;
    }

    /** The bytes that the row group holds of this column. */
    long bytes() {
        return pages.size()
                + (long) plain.length()
                + dictionary.values().length()
                + (long) valueCount * Integer.BYTES / 2;
    }

    // ---- values ----------------------------------------------------------------------------------------------------

    /** Adds an entry; if its definition level is the highest, its value follows. */
    void addLevels(int repetition, int definition) throws IOException {
        if (repetition == 0 && isPageFull()) {
            endPage();
        }
        if (entryCount == definitions.length) {
            definitions = Arrays.copyOf(definitions, 2 * entryCount);
            repetitions = Arrays.copyOf(repetitions, 2 * entryCount);
        }
        repetitions[entryCount] = repetition;
        definitions[entryCount++] = definition;
        nullCount += definition < definitionMax ? 1 : 0;
    }

    private boolean isPageFull() {
        long bytes = usesDictionary ? (long) valueCount * 2 : plain.length();
        return entryCount >= PAGE_ENTRIES_MAX || bytes >= options.pageBytes();
    }

    void addBoolean(boolean value) {
        if (bit == 0) {
            plain.append((byte) 0);
        }
        if (value) {
            plain.bytes()[plain.length() - 1] |= (byte) (1 << bit);
        }
        bit = (bit + 1) & 7;
        valueCount++;
    }

    void addInt(int value) {
        addNumber(value, Integer.BYTES);
        addRange(value);
    }

    void addLong(long value) {
        addNumber(value, Long.BYTES);
        addRange(value);
    }

    void addFloat(float value) {
        addNumber(Float.floatToRawIntBits(value), Integer.BYTES);
    }

    void addDouble(double value) {
        addNumber(Double.doubleToRawLongBits(value), Long.BYTES);
    }

    private void addRange(long value) {
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    private void addNumber(long bits, int length) {
        Plain.set(bits, length, scratch);
        addBytes(scratch, 0, length);
    }

    /** Adds a value of bytes: a text, a value of a fixed length, or the bytes of a number. */
    void addBytes(byte[] data, int start, int length) {
        boolean hasLength = type == Type.BYTE_ARRAY;
        if (usesDictionary) {
            if (valueCount == ids.length) {
                ids = Arrays.copyOf(ids, 2 * valueCount);
            }
            ids[valueCount++] = dictionary.add(data, start, length, hasLength);
            return;
        }
        if (hasLength) {
            Plain.appendInt(length, plain);
        }
        plain.append(data, start, length);
        valueCount++;
    }

    // ---- pages -----------------------------------------------------------------------------------------------------

    private void endPage() throws IOException {
        if (entryCount == 0) {
            return;
        }
        page.clear();
        addLevels(repetitions, repetitionMax);
        addLevels(definitions, definitionMax);
        if (usesDictionary) {
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, dictionary.size() - 1));
            page.append((byte) width);
            RleWriter.write(ids, valueCount, width, page);
            hasDictionaryPages = true;
        } else {
            page.append(plain.bytes(), 0, plain.length());
            hasPlainPages = true;
        }
        byte[] compressed = compress(page.bytes(), page.length());
        PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length(), compressed.length);
        header.setData_page_header(new DataPageHeader(
                entryCount, usesDictionary ? Encoding.PLAIN_DICTIONARY : Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        write(header, compressed, pages);
        chunkEntries += entryCount;
        entryCount = 0;
        valueCount = 0;
        plain.clear();
        bit = 0;
        if (dictionary.values().length() > options.dictionaryBytes()) {
            usesDictionary = false;
        }
    }

    private void addLevels(int[] levels, int levelMax) {
        if (levelMax == 0) {
            return;
        }
        int start = page.length();
        Plain.appendInt(0, page);
        RleWriter.write(levels, entryCount, Integer.SIZE - Integer.numberOfLeadingZeros(levelMax), page);
        int length = page.length() - start - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            page.bytes()[start + i] = (byte) (length >>> (Byte.SIZE * i));
        }
    }

    private void write(PageHeader header, byte[] compressed, ByteArrayOutputStream to) throws IOException {
        int before = to.size();
        Util.writePageHeader(header, to);
        uncompressedBytes += to.size() - before + header.getUncompressed_page_size();
        to.write(compressed);
    }

    private byte[] compress(byte[] data, int length) throws IOException {
        return switch (options.codec()) {
            case SNAPPY -> {
                byte[] target = new byte[Snappy.maxCompressedLength(length)];
                int size = Snappy.compress(data, 0, length, target, 0);
                yield Arrays.copyOf(target, size);
            }
            case ZSTD -> Zstd.compress(Arrays.copyOf(data, length));
            case GZIP -> {
                ByteArrayOutputStream target = new ByteArrayOutputStream();
                try (GZIPOutputStream stream = new GZIPOutputStream(target)) {
                    stream.write(data, 0, length);
                }
                yield target.toByteArray();
            }
            default -> Arrays.copyOf(data, length);
        };
    }

    // ---- the chunk -------------------------------------------------------------------------------------------------

    /** Writes the column's pages at a place of the file, and begins the next row group. */
    ColumnChunk end(OutputStream stream, long position) throws IOException {
        endPage();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        if (hasDictionaryPages) {
            ByteSink values = dictionary.values();
            byte[] compressed = compress(values.bytes(), values.length());
            PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, values.length(), compressed.length);
            header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN_DICTIONARY));
            write(header, compressed, first);
        }
        first.writeTo(stream);
        pages.writeTo(stream);

        List<Encoding> encodings = new ArrayList<>(List.of(Encoding.RLE));
        if (hasDictionaryPages) {
            encodings.add(Encoding.PLAIN_DICTIONARY);
        }
        if (hasPlainPages) {
            encodings.add(Encoding.PLAIN);
        }
        ColumnMetaData metadata = new ColumnMetaData(
                type,
                encodings,
                path,
                options.codec(),
                chunkEntries,
                uncompressedBytes,
                first.size() + (long) pages.size(),
                position + first.size());
        if (hasDictionaryPages) {
            metadata.setDictionary_page_offset(position);
        }
        metadata.setStatistics(statistics());
        ColumnChunk chunk = new ColumnChunk(position);
        chunk.setMeta_data(metadata);
        clear();
        return chunk;
    }

    private Statistics statistics() {
        Statistics statistics = new Statistics();
        statistics.setNull_count(nullCount);
        if (min <= max && (type == Type.INT32 || type == Type.INT64)) {
            int length = type == Type.INT32 ? Integer.BYTES : Long.BYTES;
            byte[] least = new byte[length];
            byte[] greatest = new byte[length];
            Plain.set(min, length, least);
            Plain.set(max, length, greatest);
            statistics.setMin_value(least);
            statistics.setMax_value(greatest);
        }
        return statistics;
    }

    int valueBytes() {
        return valueBytes;
    }
}
