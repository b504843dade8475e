package io.weir.server.http;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that let somebody in, from a file with one in each line: {@code ROLE TOKEN [NAME]}.
 *
 * <p>The role is {@code read}, {@code write}, {@code admin}, or {@code collect:TABLE,TABLE} for somebody who may send
 * events into these tables and do nothing else. The token is itself, or {@code sha256:} and its hash in hexadecimal.
 * Empty lines and those that begin with {@code #} do not count. The file may be read by its owner only. A changed file
 * is read anew; one that cannot be read leaves the tokens as they are.
 */
final class TokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final String HASHED = "sha256:";
    private static final String COLLECT = "collect:";
    private static final int HASH_BYTES = 32;
    private static final int TOKEN_LENGTH_MIN = 16;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A token that lets somebody in; only its hash is kept. */
    private record Token(byte[] hash, Caller caller) {}

    private final Path file;
    private List<Token> tokens;
    private long modifiedMillis;
    private long lookedNanos;

    /**
     * Reads a file.
     *
     * @throws WeirException if it is not there, others may read it, or a line in it is wrong
     */
    TokenFile(Path file) {
        this.file = file;
        modifiedMillis = modified();
        tokens = read();
        lookedNanos = System.nanoTime();
    }

    /** Who has this token; all tokens are compared, in a time that tells nothing about them. */
    Optional<Caller> find(String token) {
        byte[] hash = hash(token);
        Optional<Caller> found = Optional.empty();
        for (Token known : current()) {
            if (MessageDigest.isEqual(known.hash, hash)) {
                found = Optional.of(known.caller);
            }
        }
        return found;
    }

    private synchronized List<Token> current() {
        long now = System.nanoTime();
        if (now - lookedNanos < LOOK_NANOS) {
            return tokens;
        }
        lookedNanos = now;
        try {
            long modified = modified();
            if (modified != modifiedMillis) {
                tokens = read();
                modifiedMillis = modified;
                LOG.info("The tokens in {} are read anew", file);
            }
        } catch (WeirException e) {
            LOG.warn("The tokens stay as they were: {}", e.getMessage());
        }
        return tokens;
    }

    private long modified() {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "There is no file of tokens " + file, "", "Make it, with mode 600", e);
        }
    }

    private List<Token> read() {
        checkPermissions();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "The tokens in " + file + " cannot be read: " + e.getMessage(), "", "", e);
        }
        List<Token> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                read.add(token(line, i + 1));
            }
        }
        if (read.isEmpty()) {
            throw new WeirException(
                    ErrorCode.USAGE,
                    "There is no token in " + file,
                    "",
                    "Write lines such as: admin $(head -c 32 /dev/urandom | base64) me",
                    null);
        }
        return List.copyOf(read);
    }

    private void checkPermissions() {
        try {
            Set<PosixFilePermission> others = EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);
            others.retainAll(Files.getPosixFilePermissions(file));
            if (!others.isEmpty()) {
                throw new WeirException(
                        ErrorCode.USAGE,
                        "The tokens in " + file + " can be read or written by other users",
                        "",
                        "chmod 600 " + file,
                        null);
            }
        } catch (UnsupportedOperationException e) {
            LOG.info("{} has no permissions of the kind that can be checked", file);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.IO_FAILED, "The tokens in " + file + " cannot be read: " + e.getMessage(), "", "", e);
        }
    }

    /** What is wrong is said without the line itself: a token may stand in it. */
    private Token token(String line, int number) {
        String[] parts = line.split("\\s+", 3);
        if (parts.length < 2) {
            throw wrong(number, "There is no token behind the role", "Write ROLE TOKEN [NAME]");
        }
        String name = parts.length > 2 ? parts[2] : "token in line " + number;
        byte[] hash;
        if (parts[1].startsWith(HASHED)) {
            try {
                hash = HexFormat.of()
                        .parseHex(parts[1].substring(HASHED.length()).toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                hash = new byte[0];
            }
            if (hash.length != HASH_BYTES) {
                throw wrong(number, "This is no SHA-256 hash", "Write sha256: and 64 hexadecimal digits");
            }
        } else {
            if (parts[1].length() < TOKEN_LENGTH_MIN) {
                throw wrong(
                        number,
                        "The token has fewer than " + TOKEN_LENGTH_MIN + " characters and could be guessed",
                        "Make one with: head -c 32 /dev/urandom | base64");
            }
            hash = hash(parts[1]);
        }
        return new Token(hash, caller(parts[0], name, number));
    }

    private Caller caller(String role, String name, int number) {
        if (role.startsWith(COLLECT) && role.length() > COLLECT.length()) {
            return new Caller(
                    name, Access.WRITE, Set.of(role.substring(COLLECT.length()).split(",")));
        }
        return switch (role) {
            case "read" -> new Caller(name, Access.READ, Set.of());
            case "write" -> new Caller(name, Access.WRITE, Set.of());
            case "admin" -> new Caller(name, Access.ADMIN, Set.of());
            default -> throw wrong(number, "The role is unknown", "Write read, write, admin or collect:TABLE");
        };
    }

    private WeirException wrong(int line, String what, String hint) {
        return new WeirException(ErrorCode.USAGE, what, file + ":" + line, hint, null);
    }

    static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
