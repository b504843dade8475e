package io.weir.engine.epoch;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;

/** A part of an epoch is not there, or not as it was written. */
public final class DamagedException extends WeirException {
    private static final long serialVersionUID = 1L;

    /**
     * @param where the file, and the byte in it
     * @param what what is wrong with it
     */
    DamagedException(String where, String what) {
        super(ErrorCode.STATE_DAMAGED, what, where, "", null);
    }
}
