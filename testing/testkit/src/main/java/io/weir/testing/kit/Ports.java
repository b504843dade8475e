package io.weir.testing.kit;

import java.io.IOException;
import java.net.ServerSocket;

/** Ports of this machine, for servers that want to be given one. */
public final class Ports {
    private Ports() {}

    /** One that nobody listens on at the moment. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
