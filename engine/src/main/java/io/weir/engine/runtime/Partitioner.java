package io.weir.engine.runtime;

import io.weir.columnar.Batch;
import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.KeyHasher;

/** Decides to which of several targets each row of a batch goes. */
abstract class Partitioner {
    private final int[][] positions;
    private final int[] counts;

    Partitioner(int targetCount) {
        positions = new int[targetCount][0];
        counts = new int[targetCount];
    }

    /** What an edge asks for. */
    static Partitioner of(Edge edge, int targets, int instance) {
        if (edge instanceof Edge.Hash hash) {
            return new ByHash(targets, hash.keys());
        }
        if (edge instanceof Edge.Broadcast) {
            return new ToAll(targets);
        }
        return edge instanceof Edge.AnyInstance && targets > 1
                ? new InTurn(targets)
                : new ToOne(targets, Math.min(instance, targets - 1));
    }

    /** Finds the rows of each target; the answers are valid until the next call. */
    final void partition(Batch batch) {
        int rows = batch.rowCount();
        if (positions[0].length < rows) {
            for (int i = 0; i < positions.length; i++) {
                positions[i] = new int[rows];
            }
        }
        java.util.Arrays.fill(counts, 0);
        assign(batch, rows, positions, counts);
    }

    final int count(int target) {
        return counts[target];
    }

    final int[] positions(int target) {
        return positions[target];
    }

    abstract void assign(Batch batch, int rows, int[][] positions, int[] counts);

    private static void assignAll(int rows, int[] positions, int[] counts, int target) {
        for (int i = 0; i < rows; i++) {
            positions[i] = i;
        }
        counts[target] = rows;
    }

    /** Rows with equal keys go to the same target: the owner of the key's group. */
    static final class ByHash extends Partitioner {
        private final KeyHasher hasher;
        private int[] hashes = new int[0];

        ByHash(int targetCount, int[] keys) {
            super(targetCount);
            hasher = new KeyHasher(keys);
        }

        @Override
        void assign(Batch batch, int rows, int[][] positions, int[] counts) {
            int targets = counts.length;
            if (targets == 1) {
                assignAll(rows, positions[0], counts, 0);
                return;
            }
            if (hashes.length < rows) {
                hashes = new int[rows];
            }
            hasher.hash(batch, hashes);
            for (int i = 0; i < rows; i++) {
                int target = KeyGroups.owner(KeyGroups.ofHash(hashes[i]), targets);
                positions[target][counts[target]++] = i;
            }
        }
    }

    /** All rows go to one target: the one with the producer's number, or the only one. */
    static final class ToOne extends Partitioner {
        private final int target;

        ToOne(int targetCount, int target) {
            super(targetCount);
            this.target = target;
        }

        @Override
        void assign(Batch batch, int rows, int[][] positions, int[] counts) {
            assignAll(rows, positions[target], counts, target);
        }
    }

    /** Each batch goes to the next target in turn. */
    static final class InTurn extends Partitioner {
        private int next;

        InTurn(int targetCount) {
            super(targetCount);
        }

        @Override
        void assign(Batch batch, int rows, int[][] positions, int[] counts) {
            assignAll(rows, positions[next], counts, next);
            next = next + 1 == counts.length ? 0 : next + 1;
        }
    }

    /** All rows go to every target. */
    static final class ToAll extends Partitioner {
        ToAll(int targetCount) {
            super(targetCount);
        }

        @Override
        void assign(Batch batch, int rows, int[][] positions, int[] counts) {
            for (int target = 0; target < counts.length; target++) {
                assignAll(rows, positions[target], counts, target);
            }
        }
    }
}
