package io.weir.benchmarks.side;

/** Who may take part in a comparison, and how often each is asked. */
public enum SideKind {
    WEIR("weir", 4, false),
    FLINK("flink", 0, true),
    DUCKDB("duckdb", 1, false),
    LIMIT("limit", 4, false),
    CONSUMER("consumer", 1, false);

    private final String id;
    private final int warmUps;
    private final boolean isSlow;

    SideKind(String id, int warmUps, boolean isSlow) {
        this.id = id;
        this.warmUps = warmUps;
        this.isSlow = isSlow;
    }

    public String id() {
        return id;
    }

    /** How many runs in its JVM are not counted. */
    public int warmUps() {
        return warmUps;
    }

    /** How many runs are counted in one JVM, of the number wanted: a side that takes half a minute is asked twice. */
    public int runs(int wanted) {
        return isSlow ? Math.min(wanted, 2) : wanted;
    }

    /** How many processes are started for a single run each. */
    public int processes(int wanted) {
        return isSlow ? 1 : Math.min(wanted, 3);
    }

    /** Whether a single run is that of a command, which answers on its standard output. */
    public boolean isCommand() {
        return this == WEIR;
    }

    /** Whether the side answers the query, and does not only read its input. */
    public boolean hasAnswer() {
        return this != CONSUMER;
    }

    /** Makes the side, in the process in which it is measured. */
    public Side open(Task task) throws Exception {
        return switch (this) {
            case FLINK -> new FlinkSide(task);
            case DUCKDB -> new DuckDbSide(task);
            case LIMIT -> new LimitSide(task);
            case CONSUMER -> new ConsumerSide(task);
            case WEIR -> new WeirSide(task);
        };
    }

    public static SideKind of(String id) {
        for (SideKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "There is no side " + id + "; there are weir, flink, duckdb, limit, consumer");
    }
}
