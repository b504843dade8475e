package io.weir.engine.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Closes many things although some of them fail: the first failure is thrown at the end, the others are attached to it.
 */
final class Closing {
    private @Nullable RuntimeException failure;

    void run(Runnable close) {
        try {
            close.run();
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
    }

    void finish() {
        if (failure != null) {
            throw failure;
        }
    }
}
