package io.weir.engine.spi;

/**
 * What a source or sink is to know of the epochs of its run.
 *
 * @param pipeline the pipeline's name, unique among those that run against the same systems, and the same from run to
 *     run: what transactions and groups are named after
 * @param delivery what is wanted
 * @param isOn true if epochs are saved. Without them there is one epoch, at the end of the run, and nothing is
 *     recovered.
 */
public record EpochContext(String pipeline, Delivery delivery, boolean isOn) {
    /** No epochs: a run that is begun anew if it fails. */
    public static final EpochContext OFF = new EpochContext("", Delivery.EXACTLY_ONCE, false);

    /** True if what a sink prepares must stay invisible until the epoch is committed. */
    public boolean isExactlyOnce() {
        return isOn && delivery == Delivery.EXACTLY_ONCE;
    }
}
