package io.weir.connector.files;

import io.weir.engine.connector.RecordLimit;
import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Decoder;
import io.weir.engine.spi.DecoderFactory;
import io.weir.engine.spi.DecoderRequest;
import io.weir.engine.spi.Source;
import io.weir.engine.spi.SourceFactory;
import io.weir.engine.spi.SourceRequest;
import io.weir.plan.NotNativeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Makes sources of {@code 'connector' = 'filesystem'}: bounded, a file or all files below a folder. */
public final class FilesSourceFactory implements SourceFactory {
    @Override
    public String identifier() {
        return "filesystem";
    }

    @Override
    public Source create(SourceRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        Path path = FilePaths.of(request.table(), options);
        Optional<Pattern> pattern = options.text("source.path.regex-pattern").map(text -> pattern(options, text));
        options.refuse("source.monitor-interval");
        if (!request.partitionKeys().isEmpty()) {
            throw new NotNativeException("PARTITIONED BY of filesystem table " + request.table());
        }
        options.ignore("source.report-statistics", "auto-compaction");
        options.ignorePrefix("sink.");
        options.ignorePrefix("partition.");
        options.ignorePrefix("compaction.");
        String format = options.required("format");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.rejectUnknown();

        DecoderFactory decoders = request.decoders().apply(format);
        Supplier<Decoder> newDecoder = () -> decoders.create(new DecoderRequest(
                request.physicalType(), request.recordType(), formatOptions, request.localTimeZone()));
        FileInfo.check(request.fields());
        int recordBytesMax = RecordLimit.of(request.configuration());
        Decoder first = newDecoder.get();
        if (FilePaths.isHidden(path)) {
            throw options.invalid(
                    "path", "names that begin with '.' or '_' are hidden, so that nothing would be read; rename it");
        }
        List<SourceFile> files = FileLister.list(path, pattern);
        FileChunks chunks = chunks(request, files, first, recordBytesMax);
        return new FilesSource(request, format, chunks, newDecoder);
    }

    private static FileChunks chunks(
            SourceRequest request, List<SourceFile> files, Decoder decoder, int recordBytesMax) {
        boolean compressed = false;
        for (SourceFile file : files) {
            compressed |= Compression.of(file) != Compression.NONE;
        }
        int chunkBytes = ChunkSize.of(files, request.batchRowsMax());
        boolean inOrder = compressed
                || decoder.mayHoldLineFeeds()
                || request.batchRowsMax() < ChunkSize.BATCH_ROWS_MIN
                || recordBytesMax < chunkBytes;
        return inOrder
                ? new CutFileChunks(files, decoder, request.batchRowsMax(), recordBytesMax)
                : new RangeFileChunks(files, chunkBytes, recordBytesMax);
    }

    private static Pattern pattern(TableOptions options, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw options.invalid("source.path.regex-pattern", "it is no regular expression: " + e.getDescription());
        }
    }
}
