package io.weir.engine.epoch;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an epoch is made of: where each table's entries stand, where sources go on, and what sinks have prepared. Once a
 * manifest is published, the epoch is decided.
 *
 * @param epoch its number, from 1, rising from run to run
 * @param createdMillis when the epoch was decided
 * @param pipeline the name of the pipeline
 * @param isFinal true if all input had ended: nothing is left to do
 * @param operators the state of each operator
 * @param sources the positions of each source
 * @param sinks what each sink has prepared, and is to be committed
 */
public record Manifest(
        long epoch,
        long createdMillis,
        String pipeline,
        boolean isFinal,
        List<OperatorState> operators,
        List<SourceState> sources,
        List<SinkState> sinks) {

    public Manifest {
        operators = List.copyOf(operators);
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
    }

    /** The same with other states of operators. */
    Manifest with(List<OperatorState> others) {
        return new Manifest(epoch, createdMillis, pipeline, isFinal, others, sources, sinks);
    }

    public Optional<OperatorState> operator(String id) {
        return operators.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    public Optional<SourceState> source(String id) {
        return sources.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    public Optional<SinkState> sink(String id) {
        return sinks.stream().filter(state -> state.id().equals(id)).findFirst();
    }

    /**
     * The state of one operator.
     *
     * @param id the operator's name in the plan, the same as long as the plan is the same: {@code group-aggregate-1}
     * @param description what it does, for messages
     * @param parallelism the number of instances that wrote it
     * @param watermarks the watermark of each instance
     * @param tables the tables of all instances
     */
    public record OperatorState(
            String id, String description, int parallelism, List<Long> watermarks, List<TableState> tables) {
        public OperatorState {
            watermarks = List.copyOf(watermarks);
            tables = List.copyOf(tables);
        }

        /** The same with other tables. */
        OperatorState with(List<TableState> others) {
            return new OperatorState(id, description, parallelism, watermarks, others);
        }
    }

    /**
     * A table of one instance: its chunks, the oldest first; an entry of a later chunk replaces those of the earlier.
     */
    public record TableState(int instance, String name, String schema, long entries, List<Chunk> chunks) {
        public TableState {
            chunks = List.copyOf(chunks);
        }

        /** The same in other chunks. */
        TableState with(List<Chunk> others) {
            return new TableState(instance, name, schema, entries, others);
        }
    }

    /**
     * Changes of one table, as a run of bytes of an object of the storage.
     *
     * @param checksum CRC-32C of the chunk's head, which has that of each of its blocks
     * @param entries how many entries, removals included
     * @param isContinuation true if no key of it stands in the chunk before it, as both were written as one
     * @param hasNewKeys true if no chunk before it has an entry of one of its keys, but for entries of keys that were
     *     gone in between
     */
    public record Chunk(
            String object,
            long offset,
            long length,
            int checksum,
            long entries,
            boolean isContinuation,
            boolean hasNewKeys) {

        /** The same in another place. */
        Chunk in(String otherObject, long otherOffset) {
            return new Chunk(otherObject, otherOffset, length, checksum, entries, isContinuation, hasNewKeys);
        }
    }

    /**
     * Where a source goes on.
     *
     * @param positions by the name of the split, as the source has given them
     * @param watermarks by the name of the split, its watermark
     * @param emittedWatermark the watermark that the source has given out
     */
    public record SourceState(
            String id, Map<String, byte[]> positions, Map<String, Long> watermarks, long emittedWatermark) {
        public SourceState {
            positions = Map.copyOf(positions);
            watermarks = Map.copyOf(watermarks);
        }
    }

    /** What the writers of a sink have prepared in this epoch, and what is committed when it is decided. */
    public record SinkState(String id, List<byte[]> prepared) {
        public SinkState {
            prepared = List.copyOf(prepared);
        }
    }
}
