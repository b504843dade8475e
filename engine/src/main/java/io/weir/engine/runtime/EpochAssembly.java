package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.epoch.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the reports of all instances together to manifests: behind the chunks that a table has already comes what has
 * changed. What an instance that has ended said last counts for all later epochs.
 */
final class EpochAssembly {
    private final String pipeline;
    private final Map<String, JobGraph.OperatorInfo> operators;
    private final Map<String, SourceGate> gates;

    /** The chunks of each table, by operator, instance and name, as published last. */
    private final Map<TableKey, List<Manifest.Chunk>> chains = new HashMap<>();

    private final List<InstanceReport> ended = new ArrayList<>();
    private final List<InstanceReport> reports = new ArrayList<>();

    private record TableKey(String operator, int instance, String table) {}

    /**
     * Begins with nothing.
     *
     * @param operators what there is of each operator, by its name in snapshots, in the order of the plan
     * @param gates the gates of sources that have one, by the source's name
     */
    EpochAssembly(String pipeline, Map<String, JobGraph.OperatorInfo> operators, Map<String, SourceGate> gates) {
        this.pipeline = pipeline;
        this.operators = operators;
        this.gates = gates;
    }

    /** The run goes on from this epoch: tables of operators that are as they were go on with their chunks. */
    void continueFrom(Manifest restored) {
        for (Manifest.OperatorState state : restored.operators()) {
            JobGraph.OperatorInfo info = operators.get(state.id());
            if (info != null && info.parallelism() == state.parallelism()) {
                keep(state);
            }
        }
    }

    private void keep(Manifest.OperatorState state) {
        for (Manifest.TableState table : state.tables()) {
            chains.put(new TableKey(state.id(), table.instance(), table.name()), table.chunks());
        }
    }

    /** Adds what an instance says of the epoch at hand. */
    void add(InstanceReport report) {
        reports.add(report);
    }

    /** The bytes of all changes of state in the epoch at hand. */
    long changedBytes() {
        return reports.stream()
                .flatMap(report -> report.operators().stream())
                .flatMap(saved -> saved.tables().stream())
                .flatMap(table -> table.changes().stream())
                .mapToLong(Manifest.Chunk::length)
                .sum();
    }

    /** The number of instances that have contributed to the epoch at hand. */
    int contributions() {
        return reports.size() + ended.size();
    }

    /** The number of instances that will contribute nothing more after the epoch at hand. */
    int endedContributions() {
        return ended.size()
                + (int) reports.stream().filter(InstanceReport::hasEnded).count();
    }

    /** The manifest of the epoch at hand, when all instances have contributed. */
    Manifest assemble(long epoch, long nowMillis, boolean isFinal) {
        List<InstanceReport> all = new ArrayList<>(ended);
        all.addAll(reports);
        return new Manifest(
                epoch, nowMillis, pipeline, isFinal, operatorStates(all), sourceStates(epoch, all), sinkStates());
    }

    private List<Manifest.OperatorState> operatorStates(List<InstanceReport> all) {
        Map<String, List<Long>> watermarks = new HashMap<>();
        Map<String, List<Manifest.TableState>> tables = new HashMap<>();
        for (InstanceReport report : all) {
            for (InstanceReport.Saved saved : report.operators()) {
                JobGraph.OperatorInfo info = info(saved.operator());
                watermarks
                        .computeIfAbsent(
                                saved.operator(),
                                id -> new ArrayList<>(Collections.nCopies(info.parallelism(), Batch.NO_WATERMARK)))
                        .set(saved.instance(), saved.watermark());
                for (InstanceReport.Table table : saved.tables()) {
                    tables.computeIfAbsent(saved.operator(), id -> new ArrayList<>())
                            .add(tableState(saved, table, ended.contains(report)));
                }
            }
        }
        List<Manifest.OperatorState> states = new ArrayList<>();
        operators.forEach((id, info) -> {
            if (watermarks.containsKey(id)) {
                states.add(new Manifest.OperatorState(
                        id,
                        info.description(),
                        info.parallelism(),
                        info.isInStep() ? inStep(watermarks.get(id)) : watermarks.get(id),
                        tables.getOrDefault(id, List.of())));
            }
        });
        return states;
    }

    /**
     * Instances that hear the same producers have the same watermark at a barrier, unless some producers were idle:
     * then it depends on whose news came first. All may go as far as the furthest of them, for all have what came
     * before the barrier; none may go back, for what its windows gave out would be given out again by an instance that
     * takes over its keys.
     */
    private static List<Long> inStep(List<Long> watermarks) {
        return Collections.nCopies(watermarks.size(), Collections.max(watermarks));
    }

    private JobGraph.OperatorInfo info(String id) {
        JobGraph.OperatorInfo info = operators.get(id);
        if (info == null) {
            throw new IllegalStateException("no operator " + id);
        }
        return info;
    }

    private Manifest.TableState tableState(
            InstanceReport.Saved saved, InstanceReport.Table table, boolean isFromEarlierEpoch) {
        TableKey key = new TableKey(saved.operator(), saved.instance(), table.name());
        List<Manifest.Chunk> chunks = new ArrayList<>(chains.getOrDefault(key, List.of()));
        if (!isFromEarlierEpoch) {
            chunks.addAll(table.changes());
        }
        return new Manifest.TableState(saved.instance(), table.name(), table.schema(), table.entries(), chunks);
    }

    private List<Manifest.SourceState> sourceStates(long epoch, List<InstanceReport> all) {
        Map<String, List<InstanceReport.Positions>> bySource = new TreeMap<>();
        for (InstanceReport report : all) {
            for (InstanceReport.Positions positions : report.sources()) {
                bySource.computeIfAbsent(positions.source(), id -> new ArrayList<>())
                        .add(positions);
            }
        }
        List<Manifest.SourceState> states = new ArrayList<>();
        bySource.forEach((id, parts) -> {
            Map<String, byte[]> positions = new HashMap<>();
            Map<String, Long> watermarks = new HashMap<>();
            // As consumers combine them: those that are idle hold nobody back.
            boolean areAllIdle = parts.stream().allMatch(InstanceReport.Positions::isIdle);
            long emitted = Long.MAX_VALUE;
            for (InstanceReport.Positions part : parts) {
                positions.putAll(part.positions());
                watermarks.putAll(part.watermarks());
                if (areAllIdle || !part.isIdle()) {
                    emitted = Math.min(emitted, part.emittedWatermark());
                }
            }
            SourceGate gate = gates.get(id);
            if (gate != null) {
                positions.putAll(gate.positions(epoch));
            }
            states.add(new Manifest.SourceState(id, positions, watermarks, emitted));
        });
        return states;
    }

    private List<Manifest.SinkState> sinkStates() {
        Map<String, List<byte[]>> bySink = new TreeMap<>();
        for (InstanceReport report : reports) {
            for (InstanceReport.Prepared prepared : report.sinks()) {
                bySink.computeIfAbsent(prepared.sink(), id -> new ArrayList<>()).add(prepared.bytes());
            }
        }
        List<Manifest.SinkState> states = new ArrayList<>();
        bySink.forEach((id, prepared) -> {
            prepared.sort(Arrays::compare);
            states.add(new Manifest.SinkState(id, prepared));
        });
        return states;
    }

    /** The epoch at hand was published like this; the next one begins. */
    void published(Manifest manifest) {
        chains.clear();
        manifest.operators().forEach(this::keep);
        for (InstanceReport report : reports) {
            if (report.hasEnded()) {
                ended.add(report);
            }
        }
        reports.clear();
    }
}
