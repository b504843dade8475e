package io.weir.server.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with a route for each role, and requests that are written by hand, since no client would send all of these.
 */
abstract class DoorFixture {
    static final String READER = "reader-0123456789abcdef";
    static final String WRITER = "writer-0123456789abcdef";
    static final String ADMIN = "admin-0123456789abcdef";
    static final String SHOP = "shop-0123456789abcdef";
    static final String MARK = "X-Weir-Request: 1";

    record Answer(String text) {}

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    final SteppedClock clock = new SteppedClock();
    HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<Route> routes() {
        return List.of(
                Route.get("/open", Access.PUBLIC, "open").json(Answer.class, exchange -> new Answer("open")),
                Route.get("/read", Access.READ, "read").json(Answer.class, exchange -> new Answer("read")),
                Route.post("/write", Access.WRITE, "write")
                        .json(Answer.class, exchange -> new Answer("" + RequestBody.read(exchange).length)),
                Route.post("/admin", Access.ADMIN, "admin").json(Answer.class, exchange -> new Answer("admin")),
                Route.get("/fails", Access.READ, "fails").json(Answer.class, exchange -> {
                    throw new IllegalStateException("secret detail");
                }),
                Route.post("/api/v1/collect/{table}", Access.WRITE, "collect")
                        .collects()
                        .json(
                                Answer.class,
                                exchange ->
                                        new Answer(Caller.of(exchange).name() + " to " + exchange.pathParam("table"))));
    }

    void start(HttpOptions options) {
        server = HttpServer.start(options, routes(), clock);
    }

    Path tokens() throws Exception {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(ADMIN.getBytes(StandardCharsets.UTF_8)));
        return tokens("# who may what\n\nread " + READER + " the dashboard\nwrite " + WRITER + "\nadmin sha256:" + hash
                + " me\ncollect:clicks,orders " + SHOP + " the shop\n");
    }

    Path tokens(String text) throws IOException {
        Path file = folder.resolve("tokens");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    String send(String method, String path, String... headers) throws IOException {
        return raw(method + " " + path + " HTTP/1.1", headers);
    }

    /** Sends a request and gives the whole answer: status line, headers, body. */
    String raw(String line, String... headers) throws IOException {
        boolean hasHost = false;
        StringBuilder request = new StringBuilder(line).append("\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
            hasHost |= header.startsWith("Host:");
        }
        if (!hasHost) {
            request.append("Host: localhost:").append(server.port()).append("\r\n");
        }
        request.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }

    static int status(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    String own() {
        return "Origin: http://localhost:" + server.port();
    }

    String login(String token) throws IOException {
        String body = "{\"token\":\"" + token + "\"}";
        String request = "POST /api/v1/session HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\n" + own() + "\r\n"
                + MARK + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
