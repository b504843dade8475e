package io.weir.server.http;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import io.weir.server.http.HttpOptions.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificate and key from PEM files; read anew when the files change, so that a renewed certificate needs no restart.
 */
final class TlsKeys {
    private static final Logger LOG = LoggerFactory.getLogger(TlsKeys.class);
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    /** Of a store that is never written anywhere. */
    private static final String PASSWORD = "in-memory";

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private long modifiedMillis;

    /**
     * Reads the files.
     *
     * @throws WeirException if they cannot be read, or are not what they should be
     */
    TlsKeys(TlsFiles files) {
        this.files = files;
        modifiedMillis = modified();
        use(factory, store());
    }

    /** What gives the keys to connections. */
    SslContextFactory.Server factory() {
        return factory;
    }

    /** Reads the files again if they have changed; what cannot be read leaves the keys as they are. */
    void look() {
        try {
            long modified = modified();
            if (modified != modifiedMillis) {
                KeyStore store = store();
                factory.reload(changed -> use((SslContextFactory.Server) changed, store));
                modifiedMillis = modified;
                LOG.info("The certificate in {} is read anew", files.certificate());
            }
        } catch (Exception e) {
            LOG.warn("The certificate stays as it was: {}", e.getMessage());
        }
    }

    private static void use(SslContextFactory.Server factory, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(PASSWORD);
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setSniRequired(false);
    }

    private long modified() {
        return Math.max(modified(files.certificate()), modified(files.key()));
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.USAGE, "There is no file " + file, "", "Give certificate and key as PEM files", e);
        }
    }

    private KeyStore store() {
        try (InputStream in = Files.newInputStream(files.certificate())) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(Certificate[]::new);
            if (chain.length == 0) {
                throw wrong(files.certificate(), "There is no certificate in this file", null);
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("weir", key(), PASSWORD.toCharArray(), chain);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw wrong(files.certificate(), "Certificate and key cannot be used: " + e.getMessage(), e);
        }
    }

    private PrivateKey key() throws IOException, GeneralSecurityException {
        Matcher matcher = KEY.matcher(Files.readString(files.key()));
        if (!matcher.find()) {
            throw wrong(files.key(), "There is no private key of the form PKCS #8 in this file", null);
        }
        byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(1));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException e) {
                LOG.debug("The key is not one of {}", algorithm);
            }
        }
        throw wrong(files.key(), "This key is none of " + String.join(", ", ALGORITHMS), null);
    }

    private static WeirException wrong(Path file, String what, @org.jspecify.annotations.Nullable Exception cause) {
        return new WeirException(
                ErrorCode.USAGE,
                what,
                file.toString(),
                "Convert a key with: openssl pkcs8 -topk8 -nocrypt -in old.pem -out key.pem",
                cause);
    }
}
