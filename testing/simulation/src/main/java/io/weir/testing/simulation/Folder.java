package io.weir.testing.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A folder of files: being written, complete but hidden, or visible. A rename is one step. */
final class Folder {
    private final NavigableMap<String, List<String>> unsynced = new TreeMap<>();
    private final NavigableMap<String, List<String>> hidden = new TreeMap<>();
    private final NavigableMap<String, List<String>> visible = new TreeMap<>();

    void append(String name, List<String> rows) {
        unsynced.computeIfAbsent(name, file -> new ArrayList<>()).addAll(rows);
    }

    /** Makes a file safe; its rows may be gone if somebody has taken the file away. */
    void sync(String name) throws Fault {
        List<String> rows = unsynced.remove(name);
        if (rows == null) {
            throw new Fault(name + " is not there");
        }
        hidden.put(name, rows);
    }

    /** Shows a file; true if that has happened now, false if it had before. */
    boolean show(String name) throws Fault {
        List<String> rows = hidden.remove(name);
        if (rows != null) {
            visible.put(name, rows);
        } else if (!visible.containsKey(name)) {
            throw new Fault(name + " is not there");
        }
        return rows != null;
    }

    /** Takes away what is not visible. */
    void clear(String prefix) {
        unsynced.keySet().removeIf(name -> name.startsWith(prefix));
        hidden.keySet().removeIf(name -> name.startsWith(prefix));
    }

    /** The machine has died. */
    void crash() {
        unsynced.clear();
    }

    List<String> rows(String prefix) {
        List<String> rows = new ArrayList<>();
        visible.tailMap(prefix, true).forEach((name, some) -> {
            if (name.startsWith(prefix)) {
                rows.addAll(some);
            }
        });
        return rows;
    }

    static byte[] bytes(List<String> names) {
        return String.join("\n", names).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    static List<String> names(byte[] bytes) {
        return Arrays.asList(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).split("\n"));
    }
}
