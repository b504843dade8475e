package io.weir.flink;

/**
 * What is done when this process is told to end while something runs (Ctrl-C, SIGTERM), where no {@code finally} is
 * reached. Closed, it is not done.
 */
public final class ShutdownTask implements AutoCloseable {
    private final Thread hook;

    private ShutdownTask(Thread hook) {
        this.hook = hook;
    }

    /** @param name of the thread that does it */
    public static ShutdownTask of(String name, Runnable task) {
        Thread hook = new Thread(task, name);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends already, and whoever has begun this ends with it.
            return new ShutdownTask(hook);
        }
        return new ShutdownTask(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process ends, and it is being done.
            return;
        }
    }
}
