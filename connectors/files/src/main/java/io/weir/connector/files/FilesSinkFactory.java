package io.weir.connector.files;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.FileEncoder;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.NotNativeException;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes sinks of {@code 'connector' = 'filesystem'}: part files in a folder or in the folders of partitions, in any
 * format.
 */
public final class FilesSinkFactory implements SinkFactory {
    private static final String MODE = "execution.runtime-mode";

    @Override
    public String identifier() {
        return "filesystem";
    }

    @Override
    public Sink create(SinkRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        Path folder = FilePaths.of(request.table(), options);
        RollingPolicy rolling = RollingPolicy.of(options);
        PartitionCommit partitionCommit = PartitionCommit.of(options);
        String defaultName = options.text(FilesSourceFactory.DEFAULT_NAME_KEY, FilesSourceFactory.DEFAULT_NAME);
        if (options.flag("auto-compaction", false)) {
            throw options.notNative("auto-compaction");
        }
        options.ignore("sink.parallelism", "sink.shuffle-by-partition.enable", "compaction.file-size");
        options.ignore("compaction.parallelism");
        options.ignorePrefix("source.");
        String format = options.required("format");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.rejectUnknown();
        EncoderFactory encoders = request.encoders().apply(format);
        if (!request.insertOnly() && !encoders.encodesChanges()) {
            throw new NotNativeException("writing changes to filesystem table " + request.table());
        }
        EncoderRequest encoderRequest =
                new EncoderRequest(SinkLayout.writtenType(request), formatOptions, request.localTimeZone());
        List<FileEncoder> encoderOfEach = new ArrayList<>();
        boolean isOfLines = false;
        for (int i = 0; i < request.parallelism(); i++) {
            Optional<FileEncoder> ofWholeFiles = encoders.createForFiles(encoderRequest);
            isOfLines = ofWholeFiles.isEmpty();
            encoderOfEach.add(ofWholeFiles.orElseGet(() -> new LineFileEncoder(encoders.create(encoderRequest))));
        }
        SinkFolder target = new SinkFolder(folder);
        target.check();
        return new FilesSink(
                SinkLayout.of(target, request, defaultName),
                encoderOfEach,
                rolling,
                partitionCommit,
                replacing(request),
                PartNames.of(request),
                isOfLines,
                request);
    }

    private static FilesSink.Replacing replacing(SinkRequest request) {
        if (!request.isOverwrite()) {
            return new FilesSink.Replacing(false, Optional.empty());
        }
        if (request.epochs().isOn()) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "INSERT OVERWRITE replaces files when the run has ended, and cannot be cut into epochs",
                    "table " + request.table(),
                    "SET '" + MODE + "' = 'batch', which saves no epochs",
                    null);
        }
        if (!request.configuration().getOrDefault(MODE, "streaming").equalsIgnoreCase("batch")) {
            throw new WeirException(
                    ErrorCode.SQL_UNSUPPORTED,
                    "INSERT OVERWRITE needs a run that ends, of which all is known before anything is replaced",
                    "table " + request.table(),
                    "SET '" + MODE + "' = 'batch'",
                    null);
        }
        boolean isWhole = !request.partitionKeys().isEmpty()
                && request.staticPartition().keySet().containsAll(request.partitionKeys());
        List<String> values = request.partitionKeys().stream()
                .map(key -> request.staticPartition().getOrDefault(key, ""))
                .toList();
        return new FilesSink.Replacing(
                true, isWhole ? Optional.of(PartitionPaths.path(request.partitionKeys(), values)) : Optional.empty());
    }
}
