package io.weir.engine.epoch;

import io.weir.engine.epoch.CompactionPlan.TableId;
import io.weir.engine.epoch.CompactionPlan.Task;
import io.weir.engine.epoch.Manifest.Chunk;
import io.weir.engine.epoch.Manifest.OperatorState;
import io.weir.engine.epoch.Manifest.TableState;
import io.weir.engine.epoch.storage.EpochStorage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Puts chunks together and brings the result into the manifests that are published afterwards. What it has put together
 * is remembered for some epochs, as whoever writes the next one may not have seen the change yet.
 */
final class Compactions {
    /** How many epochs without a use of it a result is remembered. */
    private static final int IDLE_EPOCHS = 3;

    private final EpochStorage storage;
    private final List<Result> results = new ArrayList<>();

    Compactions(EpochStorage storage) {
        this.storage = storage;
    }

    /** These chunks say the same as those. */
    private record Replacement(List<Chunk> from, List<Chunk> to) {}

    /** What a compaction has written into an object. */
    static final class Result {
        private final String object;
        private final Map<TableId, List<Replacement>> replacements = new HashMap<>();
        private boolean isUsed;
        private int idleEpochs;

        private Result(String object) {
            this.object = object;
        }

        String object() {
            return object;
        }
    }

    /** Whether there is a result that no manifest has yet: to compact further would do the same work again. */
    synchronized boolean isPending() {
        return results.stream().anyMatch(result -> !result.isUsed);
    }

    /**
     * Puts chunks together; does not commit the object.
     *
     * @param isStopped true when the result is no longer wanted
     */
    Result write(List<Task> tasks, EpochStore.Draft to, String object, BooleanSupplier isStopped) {
        Result result = new Result(object);
        for (Task task : tasks) {
            List<Chunk> written = task.isMove() ? move(task.chunks().get(0), to) : merge(task, to, isStopped);
            result.replacements
                    .computeIfAbsent(task.table(), table -> new ArrayList<>())
                    .add(new Replacement(task.chunks(), written));
            if (isStopped.getAsBoolean()) {
                break;
            }
        }
        return result;
    }

    private List<Chunk> merge(Task task, EpochStore.Draft to, BooleanSupplier isStopped) {
        ChunkWriter writer = new ChunkWriter();
        writer.beginDisjoint(to, CompactionPlan.haveNewKeys(task.chunks()));
        new ChunkMerge(storage, task.chunks()).read(0, ChunkFormat.GROUP_CODES, entry -> {
            boolean isGone = entry.valueLength < 0;
            if (!(isGone && task.isOldest()) && !isStopped.getAsBoolean()) {
                byte[] bytes = entry.bytes();
                writer.put(
                        entry.group(),
                        bytes,
                        entry.keyStart,
                        entry.keyLength,
                        bytes,
                        entry.valueStart,
                        entry.valueLength);
            }
        });
        return writer.finish();
    }

    private List<Chunk> move(Chunk chunk, EpochStore.Draft to) {
        byte[] bytes = ChunkCursor.open(storage, chunk).readAll();
        Chunk moved = to.append(bytes, bytes.length, chunk.entries());
        return List.of(chunk.in(moved.object(), moved.offset()));
    }

    /** From now on manifests get it. */
    synchronized void add(Result result) {
        results.add(result);
    }

    /** The manifest with the chunks that were put together since those that it names were written. */
    synchronized Manifest apply(Manifest manifest) {
        if (results.isEmpty()) {
            return manifest;
        }
        for (Result result : results) {
            result.idleEpochs++;
        }
        List<OperatorState> operators = new ArrayList<>();
        for (OperatorState operator : manifest.operators()) {
            List<TableState> tables = new ArrayList<>();
            for (TableState table : operator.tables()) {
                tables.add(apply(new TableId(operator.id(), table.instance(), table.name()), table));
            }
            operators.add(operator.with(tables));
        }
        return manifest.with(operators);
    }

    private TableState apply(TableId id, TableState table) {
        List<Chunk> chunks = new ArrayList<>(table.chunks());
        for (Result result : results) {
            for (Replacement replacement : result.replacements.getOrDefault(id, List.of())) {
                int at = Collections.indexOfSubList(chunks, replacement.from());
                if (at >= 0) {
                    chunks.subList(at, at + replacement.from().size()).clear();
                    chunks.addAll(at, replacement.to());
                    result.idleEpochs = 0;
                    result.isUsed = true;
                }
            }
        }
        return table.with(chunks);
    }

    /** Takes out what nobody needs any more: the objects of results that manifests name, or never will. */
    synchronized List<String> forgetIdle() {
        List<String> objects = new ArrayList<>();
        for (Iterator<Result> all = results.iterator(); all.hasNext(); ) {
            Result result = all.next();
            if (result.idleEpochs >= IDLE_EPOCHS) {
                objects.add(result.object());
                all.remove();
            }
        }
        return objects;
    }
}
