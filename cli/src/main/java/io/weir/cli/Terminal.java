package io.weir.cli;

/** Whether somebody watches. The launcher looks, since Java cannot tell standard output and standard error apart. */
final class Terminal {
    private Terminal() {}

    static boolean isOutput() {
        return Boolean.getBoolean("weir.terminal.output");
    }

    static boolean isError() {
        return Boolean.getBoolean("weir.terminal.error");
    }
}
