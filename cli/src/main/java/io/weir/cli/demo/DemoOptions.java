package io.weir.cli.demo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the demo is run.
 *
 * @param eventsPerSecond of simulated shoppers; 0 for none
 * @param minutes after which it stops by itself
 * @param kafka the broker to use; without, one is started
 * @param port of the console; without, 8080 or any that is free
 * @param home the folder that it goes on with; without, the user's
 * @param isFresh whether it begins with an empty folder
 * @param opensBrowser whether the console is shown, if there is a screen
 */
public record DemoOptions(
        int eventsPerSecond,
        long seed,
        double minutes,
        Optional<String> kafka,
        Optional<Integer> port,
        Optional<Path> home,
        boolean isFresh,
        boolean opensBrowser) {}
