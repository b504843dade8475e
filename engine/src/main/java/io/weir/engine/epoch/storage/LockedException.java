package io.weir.engine.epoch.storage;

import java.io.IOException;

/** Another process has the storage. */
public final class LockedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    /** @param holder who has it: process id and start time */
    public LockedException(String holder) {
        super("it is used by " + holder);
        this.holder = holder;
    }

    public String holder() {
        return holder;
    }
}
