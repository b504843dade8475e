package io.weir.connector.files;

import io.weir.engine.spi.SinkRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The names of a run's files, by Flink's pattern. With epochs, they say whose they are, so that a run that goes on
 * takes away what an earlier one has left, and nobody else's.
 *
 * @param prefix what the names of this run's files begin with
 * @param leftovers the hidden names of files of this pipeline, of whichever run
 */
record PartNames(String prefix, Pattern leftovers) {
    private static final int PIPELINE_LENGTH_MAX = 40;

    static PartNames of(SinkRequest request) {
        // The time, twice: no other run's.
        String run = Long.toHexString(request.clock().currentTimeMillis())
                + Long.toHexString(request.clock().nanoTime());
        if (!request.epochs().isOn()) {
            return new PartNames("part-" + run, Pattern.compile("(?!)"));
        }
        String tag = tag(request.epochs().pipeline());
        return new PartNames(
                "part-" + tag + "-" + run,
                Pattern.compile("\\.part-" + Pattern.quote(tag) + "-[0-9a-f]+-\\d+-\\d+\\.(inprogress|recovered)"));
    }

    /** The pipeline's name with nothing in it that a name of a file, or the pattern, cannot have. */
    private static String tag(String pipeline) {
        String plain = pipeline.replaceAll("[^A-Za-z0-9_]", "_");
        if (plain.equals(pipeline) && plain.length() <= PIPELINE_LENGTH_MAX) {
            return plain;
        }
        CRC32 checksum = new CRC32();
        checksum.update(pipeline.getBytes(StandardCharsets.UTF_8));
        return plain.substring(0, Math.min(plain.length(), PIPELINE_LENGTH_MAX)) + "_"
                + Long.toHexString(checksum.getValue());
    }

    String file(int instance, int number) {
        return prefix + "-" + instance + "-" + number;
    }

    /** True for the hidden name of a file of this pipeline. */
    boolean isLeftover(String fileName) {
        return leftovers.matcher(fileName).matches();
    }
}
