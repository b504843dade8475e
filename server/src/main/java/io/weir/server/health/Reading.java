package io.weir.server.health;

/**
 * What one measure shows.
 *
 * @param value in the measure's unit, NaN if it is not known
 * @param text the numbers behind it, or why it is not known
 */
record Reading(double value, String text) {
    static Reading unknown(String why) {
        return new Reading(Double.NaN, why);
    }

    boolean isKnown() {
        return !Double.isNaN(value);
    }
}
