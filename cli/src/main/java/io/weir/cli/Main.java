package io.weir.cli;

/** The entry point of the {@code weir} command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("weir " + String.join(" ", arguments));
    }
}
