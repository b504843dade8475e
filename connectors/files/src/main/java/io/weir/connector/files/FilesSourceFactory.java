package io.weir.connector.files;

import io.weir.engine.connector.RecordLimit;
import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.FileDecoder;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Makes sources of {@code 'connector' = 'filesystem'}: a file, all files below a folder, or those of a table's
 * partitions; bounded, unless the folder is to be monitored.
 */
public final class FilesSourceFactory implements SourceFactory {
    static final String DEFAULT_NAME_KEY = "partition.default-name";
    static final String DEFAULT_NAME = "__DEFAULT_PARTITION__";

    private static final int BATCH_ROWS_START = 4096;
    /** The rows of a batch of a format that lays out whole files: what is made of them stays in a core's cache. */
    private static final int RANGE_ROWS_MAX = 8192;

    @Override
    public String identifier() {
        return "filesystem";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        Path path = FilePaths.of(request.table(), options);
        Optional<Pattern> pattern = options.text("source.path.regex-pattern").map(text -> pattern(options, text));
        Optional<Duration> interval = options.duration("source.monitor-interval");
        if (interval.isPresent() && interval.get().toMillis() <= 0) {
            throw options.invalid("source.monitor-interval", "it must be at least 1 ms");
        }
        String defaultName = options.text(DEFAULT_NAME_KEY, DEFAULT_NAME);
        options.ignore("source.report-statistics", "auto-compaction");
        options.ignorePrefix("sink.");
        options.ignorePrefix("partition.");
        options.ignorePrefix("compaction.");
        String format = options.required("format");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.rejectUnknown();

        FileColumns.check(request);
        if (FilePaths.isHidden(path)) {
            throw options.invalid(
                    "path", "names that begin with '.' or '_' are hidden, so that nothing would be read; rename it");
        }
        DecoderFactory decoders = request.decoders().apply(format);
        DecoderRequest decoderRequest = new DecoderRequest(
                FileColumns.decodedType(request), request.recordType(), formatOptions, request.localTimeZone());
        Optional<FileDecoder> fileDecoder = decoders.createForFiles(decoderRequest);
        FileListing listing = new FileListing(
                path,
                pattern,
                request.partitionKeys(),
                defaultName,
                request.partitions().map(HashSet::new));
        List<SourceFile> files = listing.list();
        boolean isBounded = interval.isEmpty();
        Function<Optional<FilesPosition>, FileQueue> queues = position -> {
            if (isBounded) {
                return new ListedFiles(position.map(FilesPosition::waiting).orElse(files));
            }
            MonitoredFiles monitored =
                    new MonitoredFiles(listing, interval.orElseThrow().toMillis(), request.clock());
            position.ifPresent(monitored::restore);
            return monitored;
        };
        return new FilesSource(
                isBounded,
                fileDecoder.isPresent(),
                request.limit(),
                new FilesPositionCodec(path),
                position -> fileDecoder.isPresent()
                        ? rowGroups(request, fileDecoder.get(), position, queues.apply(position), defaultName)
                        : records(
                                request,
                                format,
                                decoders,
                                decoderRequest,
                                position,
                                queues.apply(position),
                                defaultName));
    }

    private static FileFeed rowGroups(
            SourceRequest request,
            FileDecoder decoder,
            Optional<FilesPosition> position,
            FileQueue queue,
            String defaultName) {
        FileRows rows = new FileRows(
                decoder, position.flatMap(FilesPosition::cut), queue, Math.min(request.batchRowsMax(), RANGE_ROWS_MAX));
        return new FileFeed(
                source -> new RowGroupsReader(source, columns(request, defaultName), rows, decoder.createReader()),
                rows::position,
                rows::stop,
                rows::stop);
    }

    private static FileFeed records(
            SourceRequest request,
            String format,
            DecoderFactory decoders,
            DecoderRequest decoderRequest,
            Optional<FilesPosition> position,
            FileQueue queue,
            String defaultName) {
        FileChunks chunks =
                chunks(request, position.flatMap(FilesPosition::cut), queue, decoders.create(decoderRequest));
        return new FileFeed(
                source -> new FilesSourceReader(
                        source, columns(request, defaultName), format, chunks, decoders.create(decoderRequest)),
                chunks::position,
                chunks::stop,
                chunks::close);
    }

    private static FileColumns columns(SourceRequest request, String defaultName) {
        return new FileColumns(request, defaultName, Math.min(request.batchRowsMax(), BATCH_ROWS_START));
    }

    /** Ranges of files that are known and can be read from the middle; otherwise chunks cut in order. */
    private static FileChunks chunks(SourceRequest request, Optional<FileCut> cut, FileQueue queue, Decoder decoder) {
        int recordBytesMax = RecordLimit.of(request.configuration());
        boolean isListed = queue instanceof ListedFiles;
        List<SourceFile> files = new ArrayList<>(isListed ? queue.waiting() : List.of());
        cut.ifPresent(begun -> files.add(0, begun.file()));
        boolean compressed = false;
        for (SourceFile file : files) {
            compressed |= Compression.of(file) != Compression.NONE;
        }
        int chunkBytes = ChunkSize.of(files, request.batchRowsMax());
        boolean inOrder = compressed
                || !isListed
                || decoder.mayHoldLineFeeds()
                || request.batchRowsMax() < ChunkSize.BATCH_ROWS_MIN
                || recordBytesMax < chunkBytes;
        return inOrder
                ? new CutFileChunks(cut, queue, isListed, decoder, request.batchRowsMax(), recordBytesMax)
                : new RangeFileChunks(cut, queue.waiting(), chunkBytes, recordBytesMax);
    }

    private static Pattern pattern(TableOptions options, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw options.invalid("source.path.regex-pattern", "it is no regular expression: " + e.getDescription());
        }
    }
}
