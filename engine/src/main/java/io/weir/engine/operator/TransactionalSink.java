package io.weir.engine.operator;

import java.util.Optional;

/** An operator that writes to the outside: at the end of an epoch what it has written must be safe, but not visible. */
public interface TransactionalSink extends Operator {
    /**
     * Ends an epoch, after {@link #onBarrier}, and once more after the end of the input.
     *
     * @return what is needed to make the epoch's rows visible; empty if the call is to be repeated
     */
    Optional<byte[]> prepare(long epoch);
}
