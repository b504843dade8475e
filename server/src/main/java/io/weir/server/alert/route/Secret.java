package io.weir.server.alert.route;

/** A text that is never shown: keys, and URLs that are keys. */
public final class Secret {
    /** No secret at all. */
    public static final Secret NONE = new Secret("");

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The text itself, for the one who needs it. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "****";
    }
}
