package io.weir.server.http;

import io.weir.engine.time.Clock;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers that have shown a token: each has a cookie with a random name instead, so that no page ever holds the token.
 * The oldest go when there are too many.
 */
final class Sessions {
    static final int SECONDS_MAX = 12 * 60 * 60;
    private static final int SESSIONS_MAX = 1_000;
    private static final int ID_BYTES = 32;

    private record Session(Caller caller, long endMillis) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** By the hash of the id, so that looking one up tells nothing about the others. */
    private final Map<ByteBuffer, Session> sessions = new LinkedHashMap<>();

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins a session; its id is for the cookie. */
    synchronized String begin(Caller caller) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = clock.currentTimeMillis();
        sessions.values().removeIf(session -> session.endMillis <= now);
        if (sessions.size() >= SESSIONS_MAX) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        sessions.put(key(id), new Session(caller, now + SECONDS_MAX * 1_000L));
        return id;
    }

    synchronized Optional<Caller> find(String id) {
        Session session = sessions.get(key(id));
        return session == null || session.endMillis <= clock.currentTimeMillis()
                ? Optional.empty()
                : Optional.of(session.caller);
    }

    synchronized void end(String id) {
        sessions.remove(key(id));
    }

    private static ByteBuffer key(String id) {
        return ByteBuffer.wrap(TokenFile.hash(id));
    }
}
