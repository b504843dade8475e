package io.weir.testing.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Asks a database again and again, on a thread of its own, for a number that must be 0 at any moment. */
final class InvariantReader implements AutoCloseable {
    private static final int PAUSE_MILLIS = 20;

    private final Servers servers;
    private final String query;
    private final AtomicLong looks = new AtomicLong();
    private final List<String> breaches = new ArrayList<>();
    private final Thread thread = new Thread(this::look, "faults-reader");
    private volatile boolean isStopping;

    InvariantReader(Servers servers, String query) {
        this.servers = servers;
        this.query = query;
        if (!query.isEmpty()) {
            thread.start();
        }
    }

    private void look() {
        while (!isStopping) {
            try {
                List<String> answer = servers.database().query(query);
                looks.incrementAndGet();
                if (!answer.equals(List.of("0"))) {
                    synchronized (breaches) {
                        breaches.add(String.join(",", answer));
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (IllegalStateException e) {
                // The database is down: a look that has no answer is none.
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** How often it has got an answer. */
    long looks() {
        return looks.get();
    }

    /** The answers that were not 0. */
    List<String> breaches() {
        synchronized (breaches) {
            return List.copyOf(breaches);
        }
    }

    @Override
    public void close() {
        isStopping = true;
        thread.interrupt();
    }
}
