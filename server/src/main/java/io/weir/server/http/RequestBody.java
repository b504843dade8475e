package io.weir.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, read up to the server's limit, however long it is said to be. */
public final class RequestBody {
    private static final String LIMIT = "weir.bodyBytesMax";

    private RequestBody() {}

    static void limit(Context exchange, long bytes) {
        exchange.attribute(LIMIT, bytes);
    }

    /**
     * All bytes of a body.
     *
     * @throws ApiException 413 if there are too many
     */
    public static byte[] read(Context exchange) throws IOException {
        Long given = exchange.attribute(LIMIT);
        long limit = given == null ? HttpOptions.BODY_BYTES_MAX_DEFAULT : given;
        try (InputStream in = exchange.req().getInputStream()) {
            byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
            if (bytes.length > limit) {
                throw new ApiException(
                        413, "TOO_LARGE", "The body has more than " + limit + " bytes", "body", "Send it in parts");
            }
            return bytes;
        }
    }
}
