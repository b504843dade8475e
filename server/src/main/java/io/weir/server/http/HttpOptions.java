package io.weir.server.http;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the server listens, and whom it lets in.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any that is free
 * @param bodyBytesMax the largest body that is read
 * @param tokens the file of tokens, see {@link TokenFile}; without one everybody is let in
 * @param tls what it shows to be who it is; without it, it speaks plain HTTP
 * @param origins of pages of others that may send events and read, such as {@code https://shop.example}
 * @param hosts names under which it is reached, besides those of this machine; for one behind a proxy
 */
public record HttpOptions(
        String host,
        int port,
        long bodyBytesMax,
        Optional<Path> tokens,
        Optional<TlsFiles> tls,
        List<String> origins,
        List<String> hosts) {
    /** The body of a request, unless it is told otherwise. */
    public static final long BODY_BYTES_MAX_DEFAULT = 8L << 20;

    private static final Pattern ORIGIN = Pattern.compile("https?://[^\\s/?#@*]+");
    private static final Pattern NAME = Pattern.compile("[^\\s/?#@*:]+|\\[[0-9a-f:.]+]");

    /**
     * Certificate and key.
     *
     * @param certificate the chain, PEM
     * @param key the private key, PEM (PKCS #8)
     */
    public record TlsFiles(Path certificate, Path key) {}

    public HttpOptions {
        origins = origins.stream().map(HttpOptions::origin).toList();
        hosts = hosts.stream().map(HttpOptions::name).toList();
    }

    /** An origin as browsers write it; one that no browser sends would let nobody in, and say nothing. */
    private static String origin(String text) {
        String origin = text.toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(origin).matches()) {
            throw usage("--cors " + text + " is no origin", "Give scheme and name only: https://shop.example");
        }
        return origin;
    }

    /** A name as it is looked for in the header Host, without its port. */
    private static String name(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()) {
            throw usage("--allow-host " + text + " is no name of a host", "Give the name only: weir.example");
        }
        return name;
    }

    private static WeirException usage(String what, String hint) {
        return new WeirException(ErrorCode.USAGE, what, "", hint, null);
    }

    /** For this machine only. */
    public static HttpOptions local(int port) {
        return at("127.0.0.1", port);
    }

    /** At an address, with everything else as it is without options. */
    public static HttpOptions at(String host, int port) {
        return new HttpOptions(
                host, port, BODY_BYTES_MAX_DEFAULT, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    public HttpOptions withTokens(Path file) {
        return new HttpOptions(host, port, bodyBytesMax, Optional.of(file), tls, origins, hosts);
    }

    public HttpOptions withTls(Path certificate, Path key) {
        TlsFiles files = new TlsFiles(certificate, key);
        return new HttpOptions(host, port, bodyBytesMax, tokens, Optional.of(files), origins, hosts);
    }

    public HttpOptions withOrigins(List<String> allowed) {
        return new HttpOptions(host, port, bodyBytesMax, tokens, tls, allowed, hosts);
    }

    public HttpOptions withHosts(List<String> names) {
        return new HttpOptions(host, port, bodyBytesMax, tokens, tls, origins, names);
    }

    public HttpOptions withBodyBytesMax(long bytes) {
        return new HttpOptions(host, port, bytes, tokens, tls, origins, hosts);
    }
}
