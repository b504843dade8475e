package io.weir.testing.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What has happened in a run: the last events, and a number that stands for all of them. */
final class EventLog {
    private static final int KEPT_MAX = 60;

    private final Deque<String> last = new ArrayDeque<>();
    private final boolean isPrinted;
    private long step;
    private long digest = 1;
    private long count;

    /** @param isPrinted whether each event is printed as it happens */
    EventLog(boolean isPrinted) {
        this.isPrinted = isPrinted;
    }

    boolean isPrinted() {
        return isPrinted;
    }

    /** The scheduler makes its next step. */
    void nextStep() {
        step++;
    }

    long step() {
        return step;
    }

    void add(String event) {
        String line = step + " " + event;
        for (int i = 0; i < line.length(); i++) {
            digest = digest * 31 + line.charAt(i);
        }
        digest = digest * 31 + '\n';
        count++;
        if (last.size() == KEPT_MAX) {
            last.removeFirst();
        }
        last.addLast(line);
        if (isPrinted) {
            System.out.println(line);
        }
    }

    List<String> last() {
        return List.copyOf(last);
    }

    /** Equal for two runs in which the same has happened. */
    long digest() {
        return digest;
    }

    long count() {
        return count;
    }
}
