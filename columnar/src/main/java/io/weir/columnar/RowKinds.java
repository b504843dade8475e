package io.weir.columnar;

/** The kinds of change that a row can be; the values are those of Flink's {@code RowKind}. */
public final class RowKinds {
    public static final byte INSERT = 0;
    public static final byte UPDATE_BEFORE = 1;
    public static final byte UPDATE_AFTER = 2;
    public static final byte DELETE = 3;

    private static final String[] TEXT = {"+I", "-U", "+U", "-D"};

    private RowKinds() {}

    /** The short form that Flink prints: +I, -U, +U or -D. */
    public static String text(byte kind) {
        return TEXT[kind];
    }

    /** True for the kinds that add a row to the result. */
    public static boolean isAddition(byte kind) {
        return kind == INSERT || kind == UPDATE_AFTER;
    }
}
