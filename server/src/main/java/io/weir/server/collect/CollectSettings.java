package io.weir.server.collect;

import io.weir.connector.collect.CollectOptions;
import io.weir.engine.connector.TableOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The limits of the collector; who may use it, the server's door has decided before.
 *
 * @param bodyBytesMax the size of a request
 * @param recordBytesMax the size of one record
 * @param recordsMax the number of records in a request
 * @param inFlightBytesMax what may wait to become safe, of all requests
 * @param clientRate records a second from one address; 0 for any number
 * @param tokenRate records a second with one token; 0 for any number
 */
public record CollectSettings(
        int bodyBytesMax, int recordBytesMax, int recordsMax, long inFlightBytesMax, long clientRate, long tokenRate) {
    /** 8 MiB a request, 1 MiB a record, 64 MiB at once, no limit of the rate. */
    public static final CollectSettings DEFAULT = new CollectSettings(8 << 20, 1 << 20, 100_000, 64L << 20, 0, 0);

    private static final String STATE_DEFAULT = ".weir";
    private static final String FOLDER = "collect";
    private static final String PREFIX = "weir.collect.";

    /**
     * Reads the options that begin with {@code weir.collect.}.
     *
     * @throws io.weir.plan.WeirException for one that is wrong
     */
    public static CollectSettings of(Map<String, String> configuration) {
        TableOptions options = new TableOptions("of the collector", configuration);
        return new CollectSettings(
                bytes(options, "max-request-size", DEFAULT.bodyBytesMax),
                bytes(options, "max-record-size", DEFAULT.recordBytesMax),
                (int) Math.min(Integer.MAX_VALUE, number(options, "max-records", DEFAULT.recordsMax)),
                options.bytes(PREFIX + "max-in-flight").orElse(DEFAULT.inFlightBytesMax),
                number(options, "client-rate", 0),
                number(options, "token-rate", 0));
    }

    /** A configuration that also says where collected rows are kept: beside the state of pipelines, if that is here. */
    public static Map<String, String> withDirectory(Map<String, String> configuration, Optional<String> state) {
        Map<String, String> all = new TreeMap<>(configuration);
        String home = state.filter(place -> !place.contains("://")).orElse(STATE_DEFAULT);
        all.putIfAbsent(CollectOptions.DIRECTORY, home + "/" + FOLDER);
        return all;
    }

    private static int bytes(TableOptions options, String key, int otherwise) {
        long value = options.bytes(PREFIX + key).orElse((long) otherwise);
        if (value < 1 || value > 256 << 20) {
            throw options.invalid(PREFIX + key, "it must be between 1 byte and 256 mb");
        }
        return (int) value;
    }

    private static long number(TableOptions options, String key, long otherwise) {
        long value = options.integer(PREFIX + key).orElse(otherwise);
        if (value < 0) {
            throw options.invalid(PREFIX + key, "it must not be negative");
        }
        return value;
    }
}
