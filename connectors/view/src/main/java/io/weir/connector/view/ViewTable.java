package io.weir.connector.view;

import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of a view that one writer has to save: what it has given out since the last snapshot. The rows themselves
 * are in the view, which is there once for all writers.
 */
final class ViewTable implements StateTable {
    private final ViewSink sink;
    private final int instance;
    private final ViewCodec codec;
    private final List<ViewDelta> unsaved = new ArrayList<>();
    /** Of an append-only view, the numbers of rows that snapshots have, as ranges: the first, and behind the last. */
    private final Deque<long[]> saved = new ArrayDeque<>();

    private List<byte[]> restoredKeys = new ArrayList<>();
    private List<byte[]> restoredRows = new ArrayList<>();
    private List<Integer> restoredHashes = new ArrayList<>();
    private boolean isTracking;

    ViewTable(ViewSink sink, int instance, ViewCodec codec) {
        this.sink = sink;
        this.instance = instance;
        this.codec = codec;
    }

    /** The writer has given this out. */
    void changed(ViewDelta delta) {
        if (isTracking && delta.size() > 0) {
            unsaved.add(delta);
        }
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public String schema() {
        return codec.schema();
    }

    @Override
    public void startTracking() {
        isTracking = true;
    }

    // ---- saving
    // ------------------------------------------------------------------------------------------------------

    @Override
    public void writeChanges(StateWriter out) {
        long first = sink.firstSequence();
        removeExpired(out);
        if (unsaved.size() <= 1 || sink.isAppendOnly()) {
            unsaved.forEach(delta -> write(delta, first, out));
        } else {
            write(merged(), first, out);
        }
        unsaved.clear();
        if (sink.isAppendOnly()) {
            removeBefore(first, out);
        }
    }

    /** Rows that are gone from the view because nothing new has come of them, unless it just has. */
    private void removeExpired(StateWriter out) {
        List<ViewSink.Expired> expired = sink.takeExpired(instance);
        if (expired.isEmpty()) {
            return;
        }
        TreeSet<byte[]> written = new TreeSet<>(ViewContents.ORDER);
        unsaved.forEach(delta -> Collections.addAll(written, delta.keys()));
        for (ViewSink.Expired each : expired) {
            if (!written.contains(each.key())) {
                out.begin(each.hash());
                out.key().putRaw(each.key(), 0, each.key().length);
                out.endRemoved();
            }
        }
    }

    /** Each key once, with what was given out last. */
    private ViewDelta merged() {
        TreeMap<byte[], int[]> places = new TreeMap<>(ViewContents.ORDER);
        for (int i = 0; i < unsaved.size(); i++) {
            for (int j = 0; j < unsaved.get(i).size(); j++) {
                places.put(unsaved.get(i).keys()[j], new int[] {i, j});
            }
        }
        byte[][] keys = new byte[places.size()][];
        byte[][] rows = new byte[places.size()][];
        int[] hashes = new int[places.size()];
        int at = 0;
        for (int[] place : places.values()) {
            ViewDelta delta = unsaved.get(place[0]);
            keys[at] = delta.keys()[place[1]];
            rows[at] = delta.rows()[place[1]];
            hashes[at++] = delta.hashes()[place[1]];
        }
        return new ViewDelta(keys, rows, hashes);
    }

    private void write(ViewDelta delta, long firstSequence, StateWriter out) {
        for (int i = 0; i < delta.size(); i++) {
            byte[] key = delta.keys()[i];
            byte[] row = delta.rows()[i];
            if (sink.isAppendOnly()) {
                long sequence = ViewCodec.sequence(key);
                if (sequence < firstSequence) {
                    continue;
                }
                addSaved(sequence);
            }
            out.begin(delta.hashes()[i]);
            out.key().putRaw(key, 0, key.length);
            if (row == ViewDelta.GONE) {
                out.endRemoved();
            } else {
                out.value().putRaw(row, 0, row.length);
                out.end();
            }
        }
    }

    private void addSaved(long sequence) {
        long[] last = saved.peekLast();
        if (last != null && last[1] == sequence) {
            last[1]++;
        } else {
            saved.addLast(new long[] {sequence, sequence + 1});
        }
    }

    private void removeBefore(long firstSequence, StateWriter out) {
        while (true) {
            long[] oldest = saved.peekFirst();
            if (oldest == null || oldest[0] >= firstSequence) {
                return;
            }
            while (oldest[0] < Math.min(oldest[1], firstSequence)) {
                byte[] key = ViewCodec.sequenceKey(oldest[0]);
                out.begin(ViewCodec.sequenceHash(oldest[0]));
                out.key().putRaw(key, 0, key.length);
                out.endRemoved();
                oldest[0]++;
            }
            if (oldest[0] < oldest[1]) {
                return;
            }
            saved.removeFirst();
        }
    }

    // ---- restoring
    // ---------------------------------------------------------------------------------------------------

    @Override
    public void read(StateInput key, StateInput value) {
        byte[] keyBytes = rest(key);
        byte[] rowBytes = rest(value);
        restoredKeys.add(keyBytes);
        restoredRows.add(rowBytes);
        if (isTracking) {
            return;
        }
        restoredHashes.add(codec.hash(keyBytes, rowBytes));
    }

    private static byte[] rest(StateInput input) {
        int from = input.position();
        int length = 0;
        while (!input.isAtEnd()) {
            input.take(1);
            length++;
        }
        return Arrays.copyOfRange(input.bytes(), from, from + length);
    }

    /** What was read; rows that another instance had written are still to be saved. */
    ViewDelta restored() {
        byte[][] keys = restoredKeys.toArray(byte[][]::new);
        byte[][] rows = restoredRows.toArray(byte[][]::new);
        int[] hashes = restoredHashes.stream().mapToInt(Integer::intValue).toArray();
        ViewDelta delta = new ViewDelta(keys, rows, hashes);
        if (hashes.length > 0) {
            unsaved.add(delta);
        } else if (sink.isAppendOnly()) {
            byte[][] sorted = keys.clone();
            Arrays.sort(sorted, ViewContents.ORDER);
            for (byte[] key : sorted) {
                addSaved(ViewCodec.sequence(key));
            }
        }
        restoredKeys = new ArrayList<>();
        restoredRows = new ArrayList<>();
        restoredHashes = new ArrayList<>();
        return delta;
    }

    @Override
    public long size() {
        return sink.rowsOfOneWriter();
    }
}
