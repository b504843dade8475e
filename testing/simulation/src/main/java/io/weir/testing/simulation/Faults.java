package io.weir.testing.simulation;

/**
 * How hostile the world of a seed is; each number is "once in so many", 0 for never.
 *
 * @param crashes of operations on the outside world, that the process dies in
 * @param failures of those operations, that fail
 * @param losses of transactions, that the broker gives up on its own
 * @param stalls of a sink or split, that takes or gives nothing for a while
 * @param deaths of steps, that the process dies between two
 * @param stops of steps, that the pipeline is stopped in order
 * @param zombies of steps, that a new process is started while the old one goes on for a while
 * @param flips of deaths, that bits of the newest epoch are turned, if no sink has seen it
 * @param jumps of steps, that the clock jumps by seconds
 */
record Faults(
        int crashes, int failures, int losses, int stalls, int deaths, int stops, int zombies, int flips, int jumps) {

    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Some kinds are left out with each seed, so that they do not hide each other. */
    static Faults roll(Dice dice) {
        return new Faults(
                roll(dice, 20, 80, 300),
                roll(dice, 15, 60, 400),
                roll(dice, 100, 600, 3000),
                roll(dice, 20, 100, 500),
                roll(dice, 200, 1000, 4000),
                roll(dice, 1000, 3000, 8000),
                roll(dice, 400, 1500, 5000),
                roll(dice, 1, 2, 5),
                roll(dice, 100, 500, 2000));
    }

    private static int roll(Dice dice, int often, int now, int seldom) {
        return switch (dice.below(4)) {
            case 0 -> often;
            case 1 -> now;
            case 2 -> seldom;
            default -> 0;
        };
    }
}
