package io.weir.connector.files;

import io.weir.engine.connector.TableOptions;
import io.weir.engine.spi.Encoder;
import io.weir.engine.spi.EncoderFactory;
import io.weir.engine.spi.EncoderRequest;
import io.weir.engine.spi.Sink;
import io.weir.engine.spi.SinkFactory;
import io.weir.engine.spi.SinkRequest;
import io.weir.plan.NotNativeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes sinks of {@code 'connector' = 'filesystem'}: part files in a folder, one record per line.
 *
 * <p>Of the options of Flink's rolling policy, the file size counts. Those that roll by time are taken but change
 * nothing: all files become visible together, when the run is committed.
 */
public final class FilesSinkFactory implements SinkFactory {
    private static final long FILE_BYTES_DEFAULT = 128L << 20;

    @Override
    public String identifier() {
        return "filesystem";
    }

    @Override
    public Sink create(SinkRequest request) {
        TableOptions options = new TableOptions(request.table(), request.options());
        Path folder = FilePaths.of(request.table(), options);
        long fileBytes = options.bytes("sink.rolling-policy.file-size").orElse(FILE_BYTES_DEFAULT);
        if (fileBytes < 1) {
            throw options.invalid("sink.rolling-policy.file-size", "it must be positive");
        }
        for (String key : new String[] {"rollover-interval", "inactivity-interval", "check-interval"}) {
            options.duration("sink.rolling-policy." + key);
        }
        if (options.flag("auto-compaction", false)) {
            throw options.notNative("auto-compaction");
        }
        options.refuse("sink.partition-commit.policy.kind");
        options.ignore("sink.parallelism", "sink.shuffle-by-partition.enable", "compaction.file-size");
        options.ignore("compaction.parallelism");
        options.ignorePrefix("source.");
        options.ignorePrefix("partition.");
        options.ignorePrefix("sink.partition-commit.");
        String format = options.required("format");
        Map<String, String> formatOptions = options.withPrefix(format + ".");
        options.rejectUnknown();
        if (!request.partitionKeys().isEmpty()) {
            throw new NotNativeException("PARTITIONED BY of filesystem table " + request.table());
        }
        EncoderFactory encoders = request.encoders().apply(format);
        if (!request.insertOnly() && !encoders.encodesChanges()) {
            throw new NotNativeException("writing changes to filesystem table " + request.table());
        }
        List<Encoder> encoderOfEach = new ArrayList<>();
        for (int i = 0; i < request.parallelism(); i++) {
            encoderOfEach.add(
                    encoders.create(new EncoderRequest(request.type(), formatOptions, request.localTimeZone())));
        }
        SinkFolder target = new SinkFolder(folder);
        target.check();
        return new FilesSink(target, encoderOfEach, fileBytes, runName(request));
    }

    /** What the files of this run have in common and those of no other: the time, twice. */
    private static String runName(SinkRequest request) {
        return Long.toHexString(request.clock().currentTimeMillis())
                + Long.toHexString(request.clock().nanoTime());
    }
}
