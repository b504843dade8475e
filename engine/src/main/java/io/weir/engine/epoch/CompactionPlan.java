package io.weir.engine.epoch;

import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which chunks of an epoch are to be put together, so that a restore reads little and the storage holds little more
 * than the state.
 *
 * <p>The chunks of a table are runs: the oldest holds most entries, each later one keys that are new, or what has
 * changed since. All are put together once those with changes have as many bytes as the others; else, when they are
 * many, the newest of about the same size. So an entry is rewritten a few times, however long the pipeline runs. An
 * object of which less than half is still in use is emptied: what is left of it moves.
 */
final class CompactionPlan {
    /** So many runs of changes, and twice as many with those of new keys, are left as they are. */
    static final int RUNS_MAX = 8;

    private static final int RUNS_MERGED_MIN = 4;

    /** Below this a table is put together for the number of its runs only. */
    private static final long SMALL_BYTES = 256 << 10;

    private static final int OBJECTS_MAX = 64;
    private static final long SMALL_OBJECT_BYTES = 1 << 20;

    private CompactionPlan() {}

    /** A table of an instance of an operator. */
    record TableId(String operator, int instance, String name) {}

    /**
     * Chunks of a table that stand one after the other and become one.
     *
     * @param isOldest true if no chunk comes before them: a key that is gone need not be remembered
     * @param isMove true if they stay as they are and only change the object
     */
    record Task(TableId table, List<Chunk> chunks, boolean isOldest, boolean isMove) {}

    /** @param objectBytes the size of each object */
    static List<Task> of(Manifest manifest, Map<String, Long> objectBytes) {
        List<Task> tasks = new ArrayList<>();
        Map<TableId, TableState> tables = tables(manifest);
        tables.forEach((id, table) -> merge(id, table, tasks));
        Set<Chunk> merged = new HashSet<>();
        tasks.forEach(task -> merged.addAll(task.chunks()));
        Set<String> emptied = emptied(manifest, merged, objectBytes);
        tables.forEach((id, table) -> {
            for (int i = 0; i < table.chunks().size(); i++) {
                Chunk chunk = table.chunks().get(i);
                if (emptied.contains(chunk.object()) && !merged.contains(chunk)) {
                    tasks.add(new Task(id, List.of(chunk), i == 0, true));
                }
            }
        });
        return tasks;
    }

    private static Map<TableId, TableState> tables(Manifest manifest) {
        Map<TableId, TableState> tables = new HashMap<>();
        for (OperatorState operator : manifest.operators()) {
            for (TableState table : operator.tables()) {
                tables.put(new TableId(operator.id(), table.instance(), table.name()), table);
            }
        }
        return tables;
    }

    private static void merge(TableId id, TableState table, List<Task> tasks) {
        List<List<Chunk>> runs = runs(table.chunks());
        int first = firstMerged(runs, table.entries());
        if (first < runs.size()) {
            List<Chunk> chunks = new ArrayList<>();
            runs.subList(first, runs.size()).forEach(chunks::addAll);
            tasks.add(new Task(id, chunks, first == 0, false));
        }
    }

    static List<List<Chunk>> runs(List<Chunk> chunks) {
        List<List<Chunk>> runs = new ArrayList<>();
        for (Chunk chunk : chunks) {
            if (runs.isEmpty() || !chunk.isContinuation()) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(chunk);
        }
        return runs;
    }

    /** The run from which on all are put together; the number of runs if none are. */
    private static int firstMerged(List<List<Chunk>> runs, long liveEntries) {
        int count = runs.size();
        int changedCount = 0;
        if (count < 2) {
            return count;
        }
        long all = 0;
        long changes = 0;
        long entries = 0;
        for (int i = 0; i < count; i++) {
            List<Chunk> run = runs.get(i);
            all += bytes(run);
            if (i == 0 || !haveNewKeys(run)) {
                changes += i == 0 ? 0 : bytes(run);
                changedCount++;
            }
            entries += run.stream().mapToLong(Chunk::entries).sum();
        }
        boolean isMostlyOld = entries / 3 > liveEntries;
        if (all - bytes(runs.get(0)) > SMALL_BYTES && (changes >= all - changes || isMostlyOld)) {
            return 0;
        }
        if (changedCount <= RUNS_MAX && count <= 2 * RUNS_MAX) {
            return count;
        }
        int first = count - 1;
        long sum = bytes(runs.get(first));
        while (first > 0 && (count - first < RUNS_MERGED_MIN || bytes(runs.get(first - 1)) <= 2 * sum)) {
            first--;
            sum += bytes(runs.get(first));
        }
        return first;
    }

    /** Whether no chunk before these has an entry of one of their keys that still counts. */
    static boolean haveNewKeys(List<Chunk> chunks) {
        return chunks.stream().allMatch(Chunk::hasNewKeys);
    }

    private static long bytes(List<Chunk> run) {
        return run.stream().mapToLong(Chunk::length).sum();
    }

    /** Objects of which little is in use, and small ones if there are too many. */
    private static Set<String> emptied(Manifest manifest, Set<Chunk> merged, Map<String, Long> objectBytes) {
        Map<String, Long> inUse = new HashMap<>();
        for (Chunk chunk : new HashSet<>(EpochFiles.chunks(manifest))) {
            if (!merged.contains(chunk)) {
                inUse.merge(chunk.object(), chunk.length(), Long::sum);
            }
        }
        boolean areTooMany = inUse.size() > OBJECTS_MAX;
        Set<String> emptied = new HashSet<>();
        inUse.forEach((object, bytes) -> {
            long size = objectBytes.getOrDefault(object, bytes);
            boolean isWaste = size > SMALL_BYTES && bytes < size / 2;
            if (isWaste || areTooMany && bytes < SMALL_OBJECT_BYTES) {
                emptied.add(object);
            }
        });
        return emptied;
    }
}
