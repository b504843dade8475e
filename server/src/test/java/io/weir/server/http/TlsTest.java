package io.weir.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.engine.time.Clock;
import io.weir.plan.WeirException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with the keys of PEM files. */
@Timeout(90)
class TlsTest {
    private static final String PASSWORD = "of-the-test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Writes cert.pem and key.pem, made by the JDK's keytool, and gives the certificate. */
    private X509Certificate make(String algorithm, String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=DNS:localhost,IP:127.0.0.1",
                        "-alias",
                        "a",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Key key = keys.getKey("a", PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate("a");
        Files.writeString(folder.resolve("key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(folder.resolve("cert.pem"), pem("CERTIFICATE", certificate.getEncoded()));
        return (X509Certificate) certificate;
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }

    private static HttpClient trusting(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private HttpServer start() {
        HttpOptions options = HttpOptions.local(0).withTls(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        return HttpServer.start(options, List.of(), Clock.SYSTEM);
    }

    private static HttpResponse<String> get(HttpClient client, HttpServer server) throws Exception {
        URI uri = URI.create("https://localhost:" + server.port() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void servesWithAnyUsualKey(String algorithm) throws Exception {
        X509Certificate certificate = make(algorithm, "one");

        try (HttpServer server = start()) {
            HttpResponse<String> answer = get(trusting(certificate), server);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void aRenewedCertificateIsTakenUp() throws Exception {
        make("EC", "one");
        try (HttpServer server = start()) {
            X509Certificate renewed = make("EC", "two");

            boolean isTaken = false;
            for (long end = System.currentTimeMillis() + 30_000; !isTaken && System.currentTimeMillis() < end; ) {
                try {
                    isTaken = get(trusting(renewed), server).statusCode() == 200;
                } catch (javax.net.ssl.SSLException e) {
                    Thread.sleep(100);
                }
            }

            assertThat(isTaken).isTrue();
        }
    }

    @Test
    void wrongFilesAreSaidSo() throws Exception {
        make("EC", "one");
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining("openssl pkcs8");

        Files.delete(folder.resolve("key.pem"));
        assertThatThrownBy(this::start).isInstanceOf(WeirException.class).hasMessageContaining("There is no file");
    }
}
