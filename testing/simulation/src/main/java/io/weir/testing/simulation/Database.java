package io.weir.testing.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database whose transactions happen or not; a marker table says which epoch a sink has applied, and who owns it. */
final class Database {
    private final boolean isFencing;
    private final Map<String, TreeMap<String, String>> tables = new HashMap<>();
    private final Map<String, Long> markers = new HashMap<>();
    private final Map<String, Long> owners = new HashMap<>();

    /** @param isFencing whether only the newest owner may apply epochs */
    Database(boolean isFencing) {
        this.isFencing = isFencing;
    }

    /** From now on only the new owner may apply epochs. */
    long takeOver(String sink) {
        return owners.merge(sink, 1L, Long::sum);
    }

    long marker(String sink) {
        return markers.getOrDefault(sink, 0L);
    }

    /**
     * In one transaction: applies changes and sets the marker, unless it is there.
     *
     * @param changes of each, the key, and the row or an empty text for none
     * @return false if they were applied before
     */
    boolean apply(String sink, long owner, long epoch, List<String[]> changes) throws Fault {
        if (isFencing && owners.getOrDefault(sink, 0L) != owner) {
            throw new Fault("another process owns " + sink);
        }
        if (marker(sink) >= epoch) {
            return false;
        }
        TreeMap<String, String> table = tables.computeIfAbsent(sink, name -> new TreeMap<>());
        for (String[] change : changes) {
            if (change[1].isEmpty()) {
                table.remove(change[0]);
            } else {
                table.put(change[0], change[1]);
            }
        }
        markers.put(sink, epoch);
        return true;
    }

    List<String> rows(String sink) {
        return new ArrayList<>(tables.getOrDefault(sink, new TreeMap<>()).values());
    }
}
