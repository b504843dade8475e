package io.weir.server.health;

import java.time.Duration;

/**
 * Whether one measure of one pipeline is bad for long enough. It fires when it was bad without a pause for the holding
 * time; it is over when it was well, beyond the clear threshold, without a pause for the clear time. In between, and
 * while nothing is known, it stays as it is.
 */
final class Condition {
    /** Where it stands. */
    enum Status {
        OK,
        PENDING,
        FIRING
    }

    private Status status = Status.OK;
    /** Since when it is pending or firing. */
    private long sinceMillis;
    /** While firing: since when it is well; {@link Long#MIN_VALUE} if it is not. */
    private long wellSinceMillis = Long.MIN_VALUE;

    Status update(long nowMillis, boolean isBad, boolean isWell, Duration hold, Duration clearHold) {
        if (status == Status.FIRING) {
            updateFiring(nowMillis, isWell, clearHold);
        } else if (!isBad) {
            set(Status.OK, nowMillis);
        } else {
            if (status == Status.OK) {
                set(Status.PENDING, nowMillis);
            }
            if (nowMillis - sinceMillis >= hold.toMillis()) {
                status = Status.FIRING;
                wellSinceMillis = Long.MIN_VALUE;
            }
        }
        return status;
    }

    private void updateFiring(long nowMillis, boolean isWell, Duration clearHold) {
        if (!isWell) {
            wellSinceMillis = Long.MIN_VALUE;
            return;
        }
        if (wellSinceMillis == Long.MIN_VALUE) {
            wellSinceMillis = nowMillis;
        }
        if (nowMillis - wellSinceMillis >= clearHold.toMillis()) {
            set(Status.OK, nowMillis);
        }
    }

    private void set(Status next, long nowMillis) {
        if (next != status) {
            status = next;
            sinceMillis = nowMillis;
        }
    }

    /** It is over, whatever the numbers were: what it watched has been stopped. */
    void reset(long nowMillis) {
        set(Status.OK, nowMillis);
    }

    /** It fired before this process began. */
    void restore(long firingSinceMillis) {
        status = Status.FIRING;
        sinceMillis = firingSinceMillis;
        wellSinceMillis = Long.MIN_VALUE;
    }

    Status status() {
        return status;
    }

    /** Since when it is bad; meaningless while it is well. */
    long sinceMillis() {
        return sinceMillis;
    }
}
