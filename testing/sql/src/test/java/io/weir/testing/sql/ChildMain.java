package io.weir.testing.sql;

import java.io.IOException;
import java.util.Arrays;

/**
 * Calls the main method of another class, and ends this process when the one that started it has gone, even by
 * {@code kill -9}: the pipe to its standard input is closed then.
 */
public final class ChildMain {
    private ChildMain() {}

    /** @param arguments the class, and its arguments */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Thread watch = new Thread(ChildMain::watch, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void watch() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // The pipe has broken, which is an end as well.
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(1);
    }
}
