package io.weir.connector.kafka;

import io.weir.engine.spi.SinkRequest;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Finds the transactions of a pipeline for each of its sinks: those of one run share them. */
final class TransactionRegistry {
    /** The one of this process. */
    static final TransactionRegistry PROCESS = new TransactionRegistry();

    private static final String MISSING_MARKER = "weir.kafka.missing-marker";

    private final Map<String, PipelineTransactions> byPipeline = new HashMap<>();

    /**
     * Lets a sink take part.
     *
     * @throws WeirException if the pipeline's transactions are those of another cluster: no decision could cover both
     */
    synchronized PipelineTransactions join(SinkRequest request, SinkOptions options, TopicPartition first) {
        String pipeline = request.epochs().pipeline();
        String cluster = clusterOf(options.table());
        PipelineTransactions known = byPipeline.get(pipeline);
        if (known != null && !known.cluster().equals(cluster)) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "the pipeline writes exactly once to Kafka at " + known.cluster() + " already, and no transaction "
                            + "covers two clusters",
                    "table " + request.table() + ", option 'properties.bootstrap.servers' = '" + cluster + "'",
                    "If it is the same cluster, write its servers alike; otherwise set 'sink.delivery-guarantee' = "
                            + "'at-least-once' for the tables of one of them, or make two pipelines of it",
                    null);
        }
        PipelineTransactions joined = known != null
                ? known
                : new PipelineTransactions(
                        pipeline, cluster, options.table(), request.clock(), missingMarker(request.configuration()));
        joined.join(options, first);
        byPipeline.put(pipeline, joined);
        return joined;
    }

    /** A sink is closed. */
    void leave(PipelineTransactions transactions) {
        if (transactions.leave()) {
            synchronized (this) {
                byPipeline.values().remove(transactions);
            }
        }
    }

    private static String missingMarker(Map<String, String> configuration) {
        String value = configuration.getOrDefault(MISSING_MARKER, "fail");
        if (!value.equals("fail") && !value.equals("committed") && !value.equals("not-committed")) {
            throw new WeirException(
                    ErrorCode.OPTION_INVALID,
                    "'" + value + "' is not understood",
                    "configuration '" + MISSING_MARKER + "'",
                    "It must be fail, committed or not-committed",
                    null);
        }
        return value;
    }

    private static String clusterOf(KafkaTable table) {
        return Arrays.stream(table.servers().split(",", -1))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
