package io.weir.flink;

import org.apache.flink.table.functions.ScalarFunction;

/** A function of a user. */
public final class Twice extends ScalarFunction {
    private static final long serialVersionUID = 1L;

    public Long eval(Long value) {
        return value == null ? null : value * 2;
    }
}
