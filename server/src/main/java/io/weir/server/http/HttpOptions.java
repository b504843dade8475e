package io.weir.server.http;

/**
 * How the server listens.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any that is free
 * @param bodyBytesMax the largest body that is read
 */
public record HttpOptions(String host, int port, long bodyBytesMax) {
    /** The body of a request, unless it is told otherwise. */
    public static final long BODY_BYTES_MAX_DEFAULT = 8L << 20;

    /** For this machine only. */
    public static HttpOptions local(int port) {
        return new HttpOptions("127.0.0.1", port, BODY_BYTES_MAX_DEFAULT);
    }
}
