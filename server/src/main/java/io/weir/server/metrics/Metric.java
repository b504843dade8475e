package io.weir.server.metrics;

import java.util.List;
import java.util.Locale;

/**
 * The catalogue: every metric, with what it is and its labels. From it come {@code /metrics}, {@code /api/v1/metrics}
 * and the reference page.
 *
 * <p>Labels have few values: names of pipelines, nodes and tables, as they stand in files; never what is in rows.
 */
public enum Metric {
    PIPELINE_UP(
            Section.PIPELINE,
            "weir_pipeline_up",
            MetricType.GAUGE,
            Unit.RATIO,
            "1 while all jobs of the pipeline run, else 0",
            "pipeline"),
    PIPELINE_RESTARTS(
            Section.PIPELINE,
            "weir_pipeline_restarts_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "How often its jobs have begun again after failures",
            "pipeline"),
    PIPELINE_UPTIME(
            Section.PIPELINE,
            "weir_pipeline_uptime_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Time since its jobs were started last",
            "pipeline"),
    PIPELINE_ROWS_IN(
            Section.PIPELINE,
            "weir_pipeline_rows_in_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that its sources have given",
            "pipeline"),
    PIPELINE_ROWS_OUT(
            Section.PIPELINE,
            "weir_pipeline_rows_out_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that its sinks have taken",
            "pipeline"),
    PIPELINE_BYTES_IN(
            Section.PIPELINE,
            "weir_pipeline_bytes_in_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes that its sources have read",
            "pipeline"),
    PIPELINE_BYTES_OUT(
            Section.PIPELINE,
            "weir_pipeline_bytes_out_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes that its sinks have written, as far as they count them",
            "pipeline"),
    PIPELINE_LATE_ROWS(
            Section.PIPELINE,
            "weir_pipeline_late_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows dropped because they were late",
            "pipeline"),
    PIPELINE_DROPPED_ROWS(
            Section.PIPELINE,
            "weir_pipeline_dropped_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows dropped for another reason, such as a NULL in a NOT NULL column",
            "pipeline"),
    PIPELINE_DUPLICATE_ROWS(
            Section.PIPELINE,
            "weir_pipeline_duplicate_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows of a key that had come before, where the query asks for one row of each",
            "pipeline"),
    PIPELINE_SKIPPED_RECORDS(
            Section.PIPELINE,
            "weir_pipeline_skipped_records_total",
            MetricType.COUNTER,
            Unit.RECORDS,
            "Records that could not be decoded and were skipped, as the table's options ask",
            "pipeline"),
    PIPELINE_LAG_RECORDS(
            Section.PIPELINE,
            "weir_pipeline_lag_records",
            MetricType.GAUGE,
            Unit.RECORDS,
            "Records known to wait at its sources",
            "pipeline"),
    PIPELINE_LAG(
            Section.PIPELINE,
            "weir_pipeline_lag_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Age of the newest record read, of the split furthest behind; 0 when none waits",
            "pipeline"),
    PIPELINE_WATERMARK(
            Section.PIPELINE,
            "weir_pipeline_watermark_timestamp_seconds",
            MetricType.GAUGE,
            Unit.TIMESTAMP,
            "Least watermark, in seconds since 1970",
            "pipeline"),
    PIPELINE_WATERMARK_LAG(
            Section.PIPELINE,
            "weir_pipeline_watermark_lag_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "How far the least watermark is behind the clock",
            "pipeline"),
    PIPELINE_STATE_BYTES(
            Section.PIPELINE,
            "weir_pipeline_state_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Memory of what its operators keep",
            "pipeline"),
    PIPELINE_STATE_ENTRIES(
            Section.PIPELINE,
            "weir_pipeline_state_entries",
            MetricType.GAUGE,
            Unit.ENTRIES,
            "Entries in the tables of its operators",
            "pipeline"),
    PIPELINE_BACKPRESSURED(
            Section.PIPELINE,
            "weir_pipeline_backpressured_ratio",
            MetricType.GAUGE,
            Unit.RATIO,
            "Share of the time since the last reading for which the node that waited most for its successor did",
            "pipeline"),
    LATENCY_INGEST(
            Section.LATENCY,
            "weir_latency_ingest_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From when the oldest record of a batch was made until the batch was read: network and broker",
            "pipeline"),
    LATENCY_COMPUTE(
            Section.LATENCY,
            "weir_latency_compute_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From when the batch was read that led to a row, until a sink took the row",
            "pipeline"),
    LATENCY_WINDOW_WAIT(
            Section.LATENCY,
            "weir_latency_window_wait_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From when a row came to its window until the watermark closed the first window with it",
            "pipeline"),
    LATENCY_SERVE(
            Section.LATENCY,
            "weir_latency_serve_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From when a sink took a row until it was visible",
            "pipeline"),
    LATENCY_TOTAL(
            Section.LATENCY,
            "weir_latency_total_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "Ingest, compute, wait for windows and serve together",
            "pipeline"),
    LATENESS(
            Section.LATENCY,
            "weir_lateness_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "By how much the watermark had passed the event times of late rows",
            "pipeline"),
    OPERATOR_INSTANCES(
            Section.OPERATOR,
            "weir_operator_instances",
            MetricType.GAUGE,
            Unit.COUNT,
            "Instances of the node",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_ROWS_IN(
            Section.OPERATOR,
            "weir_operator_rows_in_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that came in",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_ROWS_OUT(
            Section.OPERATOR,
            "weir_operator_rows_out_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that went out",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_BYTES_IN(
            Section.OPERATOR,
            "weir_operator_bytes_in_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes of values that came in, estimated; of a source, bytes read",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_BYTES_OUT(
            Section.OPERATOR,
            "weir_operator_bytes_out_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes of values that went out, estimated; of a sink, bytes written",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_BUSY(
            Section.OPERATOR,
            "weir_operator_busy_seconds_total",
            MetricType.COUNTER,
            Unit.SECONDS,
            "Time that went into the node itself, of all instances",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_BACKPRESSURED(
            Section.OPERATOR,
            "weir_operator_backpressured_seconds_total",
            MetricType.COUNTER,
            Unit.SECONDS,
            "Time in which it could not go on because what comes behind it took nothing, of all instances",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_IDLE(
            Section.OPERATOR,
            "weir_operator_idle_seconds_total",
            MetricType.COUNTER,
            Unit.SECONDS,
            "Time in which there was nothing to do, of all instances",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_LATE_ROWS(
            Section.OPERATOR,
            "weir_operator_late_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that it dropped because they were late",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_DROPPED_ROWS(
            Section.OPERATOR,
            "weir_operator_dropped_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows that it dropped for another reason",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_DUPLICATE_ROWS(
            Section.OPERATOR,
            "weir_operator_duplicate_rows_total",
            MetricType.COUNTER,
            Unit.ROWS,
            "Rows of a key that it had seen before",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_WATERMARK(
            Section.OPERATOR,
            "weir_operator_watermark_timestamp_seconds",
            MetricType.GAUGE,
            Unit.TIMESTAMP,
            "Least watermark of its instances, in seconds since 1970",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_WATERMARK_LAG(
            Section.OPERATOR,
            "weir_operator_watermark_lag_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "How far that watermark is behind the clock",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_STATE_BYTES(
            Section.OPERATOR,
            "weir_operator_state_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Memory of what it keeps",
            "pipeline",
            "job",
            "node",
            "type"),
    OPERATOR_STATE_ENTRIES(
            Section.OPERATOR,
            "weir_operator_state_entries",
            MetricType.GAUGE,
            Unit.ENTRIES,
            "Entries in its tables",
            "pipeline",
            "job",
            "node",
            "type"),
    QUEUE_SIZE(
            Section.QUEUE,
            "weir_queue_elements",
            MetricType.GAUGE,
            Unit.ELEMENTS,
            "Batches, watermarks and barriers that wait between two nodes",
            "pipeline",
            "job",
            "from",
            "to"),
    QUEUE_CAPACITY(
            Section.QUEUE,
            "weir_queue_capacity_elements",
            MetricType.GAUGE,
            Unit.ELEMENTS,
            "How many there is room for",
            "pipeline",
            "job",
            "from",
            "to"),
    QUEUE_FILL(
            Section.QUEUE,
            "weir_queue_fill_ratio",
            MetricType.GAUGE,
            Unit.RATIO,
            "How full the channels between two nodes are",
            "pipeline",
            "job",
            "from",
            "to"),
    SPLIT_LAG_RECORDS(
            Section.SPLIT,
            "weir_split_lag_records",
            MetricType.GAUGE,
            Unit.RECORDS,
            "Records known to wait in the split",
            "pipeline",
            "job",
            "node",
            "split"),
    SPLIT_LAG(
            Section.SPLIT,
            "weir_split_lag_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Age of the newest record read; 0 when none waits",
            "pipeline",
            "job",
            "node",
            "split"),
    SPLIT_POSITION(
            Section.SPLIT,
            "weir_split_position_records",
            MetricType.GAUGE,
            Unit.RECORDS,
            "Number of the record that is read next",
            "pipeline",
            "job",
            "node",
            "split"),
    SPLIT_BYTES(
            Section.SPLIT,
            "weir_split_bytes_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes read of the split",
            "pipeline",
            "job",
            "node",
            "split"),
    EPOCHS(Section.EPOCH, "weir_epochs_total", MetricType.COUNTER, Unit.COUNT, "Epochs committed", "pipeline", "job"),
    EPOCH_DURATION(
            Section.EPOCH,
            "weir_epoch_duration_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From the request of an epoch to its commit",
            "pipeline",
            "job"),
    EPOCH_NUMBER(
            Section.EPOCH,
            "weir_epoch_number",
            MetricType.GAUGE,
            Unit.COUNT,
            "Number of the epoch that was committed last",
            "pipeline",
            "job"),
    EPOCH_LAST(
            Section.EPOCH,
            "weir_epoch_last_duration_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "What the last epoch took",
            "pipeline",
            "job"),
    EPOCH_COMMIT(
            Section.EPOCH,
            "weir_epoch_last_commit_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Of that, what came after it was decided: the sinks' commit",
            "pipeline",
            "job"),
    EPOCH_ALIGNMENT(
            Section.EPOCH,
            "weir_epoch_last_alignment_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Longest wait for the barriers of other inputs in the last epoch",
            "pipeline",
            "job"),
    EPOCH_PAUSE(
            Section.EPOCH,
            "weir_epoch_last_pause_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Longest time for which a part of the job wrote its state instead of processing rows",
            "pipeline",
            "job"),
    EPOCH_BYTES(
            Section.EPOCH,
            "weir_epoch_last_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "State that changed in the last epoch",
            "pipeline",
            "job"),
    EPOCH_BYTES_TOTAL(
            Section.EPOCH,
            "weir_epoch_bytes_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "State that all epochs have written",
            "pipeline",
            "job"),
    EPOCH_AGE(
            Section.EPOCH,
            "weir_epoch_age_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Time since the last epoch was committed",
            "pipeline",
            "job"),
    EPOCH_STORAGE_FAILURES(
            Section.EPOCH,
            "weir_epoch_storage_failures_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "How often storage failed and was tried again",
            "pipeline",
            "job"),
    VIEW_ROWS(Section.VIEW, "weir_view_rows", MetricType.GAUGE, Unit.ROWS, "Rows that a view has", "view"),
    VIEW_VERSION(
            Section.VIEW,
            "weir_view_version",
            MetricType.GAUGE,
            Unit.COUNT,
            "Number of its changes that became visible together",
            "view"),
    VIEW_WATERMARK_AGE(
            Section.VIEW,
            "weir_view_watermark_age_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "How far the watermark of its rows is behind the clock",
            "view"),
    VIEW_COMMIT_AGE(
            Section.VIEW,
            "weir_view_commit_age_seconds",
            MetricType.GAUGE,
            Unit.SECONDS,
            "Time since rows last became visible in it",
            "view"),
    VIEW_SUBSCRIBERS(
            Section.VIEW,
            "weir_view_subscribers",
            MetricType.GAUGE,
            Unit.COUNT,
            "Streams of its changes that are open",
            "view"),
    HTTP_REQUESTS(
            Section.SERVER,
            "weir_http_requests_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "Requests answered",
            "route",
            "method",
            "status"),
    HTTP_DURATION(
            Section.SERVER,
            "weir_http_request_duration_seconds",
            MetricType.HISTOGRAM,
            Unit.SECONDS,
            "From a request to the end of its answer; streams are left out",
            "route"),
    COLLECT_REQUESTS(
            Section.SERVER, "weir_collect_requests_total", MetricType.COUNTER, Unit.COUNT, "Requests with events"),
    COLLECT_ACCEPTED(
            Section.SERVER,
            "weir_collect_accepted_records_total",
            MetricType.COUNTER,
            Unit.RECORDS,
            "Events that are safe"),
    COLLECT_BYTES(
            Section.SERVER,
            "weir_collect_accepted_bytes_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes of these events"),
    COLLECT_REJECTED(
            Section.SERVER,
            "weir_collect_rejected_records_total",
            MetricType.COUNTER,
            Unit.RECORDS,
            "Events that their table cannot take"),
    COLLECT_REFUSED(
            Section.SERVER,
            "weir_collect_refused_requests_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "Requests with events that were too large, too many, or not allowed"),
    COLLECT_FAILED(
            Section.SERVER,
            "weir_collect_failed_requests_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "Requests whose events could not be made safe"),
    ALERTS_FIRING(Section.SERVER, "weir_alerts_firing", MetricType.GAUGE, Unit.COUNT, "Alerts that fire", "severity"),
    VERSION(
            Section.SERVER,
            "weir_version",
            MetricType.GAUGE,
            Unit.COUNT,
            "1; which Weir and which Java run",
            "version",
            "java"),
    PROCESS_CPU(
            Section.PROCESS,
            "weir_process_cpu_seconds_total",
            MetricType.COUNTER,
            Unit.SECONDS,
            "Processor time of the process"),
    PROCESS_CPU_RATIO(
            Section.PROCESS,
            "weir_process_cpu_ratio",
            MetricType.GAUGE,
            Unit.RATIO,
            "Share of all processors that the process uses"),
    SYSTEM_CPU_RATIO(
            Section.PROCESS,
            "weir_system_cpu_ratio",
            MetricType.GAUGE,
            Unit.RATIO,
            "Share of all processors that is busy"),
    SYSTEM_PROCESSORS(
            Section.PROCESS,
            "weir_system_processors",
            MetricType.GAUGE,
            Unit.COUNT,
            "Processors that the process may use"),
    PROCESS_START(
            Section.PROCESS,
            "weir_process_start_timestamp_seconds",
            MetricType.GAUGE,
            Unit.TIMESTAMP,
            "When the process began, in seconds since 1970"),
    PROCESS_MEMORY(
            Section.PROCESS,
            "weir_process_resident_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Memory of the process, as the system counts it"),
    PROCESS_FILES(Section.PROCESS, "weir_process_open_files", MetricType.GAUGE, Unit.COUNT, "File descriptors in use"),
    PROCESS_FILES_MAX(
            Section.PROCESS,
            "weir_process_open_files_max",
            MetricType.GAUGE,
            Unit.COUNT,
            "File descriptors that the process may use"),
    SYSTEM_MEMORY(
            Section.PROCESS,
            "weir_system_memory_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Memory of the machine, or of the container"),
    SYSTEM_MEMORY_FREE(
            Section.PROCESS, "weir_system_memory_free_bytes", MetricType.GAUGE, Unit.BYTES, "Of that, what is free"),
    JVM_HEAP_USED(Section.PROCESS, "weir_jvm_heap_used_bytes", MetricType.GAUGE, Unit.BYTES, "Heap in use"),
    JVM_HEAP_LIVE(
            Section.PROCESS,
            "weir_jvm_heap_live_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Heap in use after the last collections"),
    JVM_HEAP_MAX(Section.PROCESS, "weir_jvm_heap_max_bytes", MetricType.GAUGE, Unit.BYTES, "Heap that there may be"),
    JVM_OTHER_USED(
            Section.PROCESS,
            "weir_jvm_nonheap_used_bytes",
            MetricType.GAUGE,
            Unit.BYTES,
            "Memory of the JVM besides the heap"),
    JVM_DIRECT(
            Section.PROCESS, "weir_jvm_direct_buffer_bytes", MetricType.GAUGE, Unit.BYTES, "Memory of direct buffers"),
    JVM_GC_TIME(
            Section.PROCESS,
            "weir_jvm_gc_seconds_total",
            MetricType.COUNTER,
            Unit.SECONDS,
            "Time of garbage collections",
            "collector"),
    JVM_GC_COUNT(
            Section.PROCESS,
            "weir_jvm_gc_collections_total",
            MetricType.COUNTER,
            Unit.COUNT,
            "Garbage collections",
            "collector"),
    JVM_THREADS(Section.PROCESS, "weir_jvm_threads", MetricType.GAUGE, Unit.COUNT, "Threads"),
    JVM_CLASSES(Section.PROCESS, "weir_jvm_classes", MetricType.GAUGE, Unit.COUNT, "Classes that are loaded"),
    NETWORK_RECEIVED(
            Section.PROCESS,
            "weir_network_received_bytes_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes that the machine's interface has received; Linux only",
            "interface"),
    NETWORK_SENT(
            Section.PROCESS,
            "weir_network_sent_bytes_total",
            MetricType.COUNTER,
            Unit.BYTES,
            "Bytes that the machine's interface has sent; Linux only",
            "interface");

    /** What a metric is about. */
    public enum Section {
        PIPELINE("Pipelines"),
        LATENCY("Latency, end to end"),
        OPERATOR("Operators"),
        QUEUE("Queues between operators"),
        SPLIT("Splits of sources"),
        EPOCH("Epochs"),
        VIEW("Views"),
        SERVER("The server"),
        PROCESS("The process and the machine");

        private final String title;

        Section(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** What a value counts. */
    public enum Unit {
        SECONDS,
        /** Seconds since 1970. */
        TIMESTAMP,
        BYTES,
        ROWS,
        RECORDS,
        ENTRIES,
        ELEMENTS,
        /** From 0 to 1. */
        RATIO,
        /** Pieces of what the name says. */
        COUNT;

        /** As people are told. */
        public String text() {
            return this == TIMESTAMP ? "seconds since 1970" : name().toLowerCase(Locale.ROOT);
        }
    }

    private final Section section;
    private final String metricName;
    private final MetricType type;
    private final Unit unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> labels;

    Metric(Section section, String metricName, MetricType type, Unit unit, String help, String... labels) {
        this.section = section;
        this.metricName = metricName;
        this.type = type;
        this.unit = unit;
        this.help = help;
        this.labels = List.of(labels);
    }

    public Section section() {
        return section;
    }

    /** Its name for Prometheus. */
    public String metricName() {
        return metricName;
    }

    public MetricType type() {
        return type;
    }

    public Unit unit() {
        return unit;
    }

    public String help() {
        return help;
    }

    /** The names of its labels. */
    public List<String> labels() {
        return labels;
    }
}
