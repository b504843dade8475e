package io.weir.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.plan.WeirException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, and who does not. */
@Timeout(60)
class DoorTest extends DoorFixture {
    @ParameterizedTest
    @CsvSource({
        "GET, /open, 200, 200, 200, 200, 200",
        "GET, /read, 401, 200, 200, 200, 403",
        "POST, /write, 401, 403, 200, 200, 403",
        "POST, /admin, 401, 403, 403, 200, 403",
        "POST, /api/v1/collect/clicks, 401, 403, 200, 200, 200",
        "POST, /api/v1/collect/other, 401, 403, 200, 200, 403",
    })
    void eachRoleMayDoWhatItMay(String method, String path, int nobody, int reader, int writer, int admin, int shop)
            throws Exception {
        start(HttpOptions.local(0).withTokens(tokens()));

        assertThat(status(send(method, path))).isEqualTo(nobody);
        assertThat(status(send(method, path, bearer(READER)))).isEqualTo(reader);
        assertThat(status(send(method, path, bearer(WRITER)))).isEqualTo(writer);
        assertThat(status(send(method, path, bearer(ADMIN)))).isEqualTo(admin);
        assertThat(status(send(method, path, bearer(SHOP)))).isEqualTo(shop);
        assertThat(status(send(method, path, bearer(READER + "x")))).isIn(200, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read?page=50%", "/read?page=%zz", "/read?a=1&b=%2"})
    void aParameterThatCannotBeReadIsRefusedAndNotLeftOut(String path) throws Exception {
        start(HttpOptions.local(0));

        assertThat(send("GET", path)).startsWith("HTTP/1.1 400 ").contains("Write a percent sign as %25");
        assertThat(status(send("GET", "/read?page=50%25"))).isEqualTo(200);
    }

    @Test
    void withoutTokensEverybodyOnThisMachineIsLetIn() throws Exception {
        start(HttpOptions.local(0));

        assertThat(status(send("GET", "/read"))).isEqualTo(200);
        assertThat(status(send("POST", "/admin"))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "https://shop.example/", "https://shop.example/page", "*", "null", ""})
    void anOriginThatNoBrowserSendsIsRefused(String origin) {
        assertThatThrownBy(() -> HttpOptions.local(0).withOrigins(List.of(origin)))
                .isInstanceOf(WeirException.class)
                .hasMessage("--cors " + origin + " is no origin. Give scheme and name only: https://shop.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://weir.example", "weir.example:8080", "*.example", "a b", ""})
    void whatIsNoNameOfAHostIsRefused(String host) {
        assertThatThrownBy(() -> HttpOptions.local(0).withHosts(List.of(host)))
                .isInstanceOf(WeirException.class)
                .hasMessage("--allow-host " + host + " is no name of a host. Give the name only: weir.example");
    }

    @Test
    void namesOfHostsAndOriginsMayBeWrittenInCapitals() {
        HttpOptions options = HttpOptions.local(0)
                .withOrigins(List.of("https://Shop.example:8443"))
                .withHosts(List.of("[::1]"));

        assertThat(options.origins()).containsExactly("https://shop.example:8443");
        assertThat(options.hosts()).containsExactly("[::1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anotherAddressNeedsTokens(String host) {
        assertThatThrownBy(() -> start(HttpOptions.at(host, 0)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("would let in everybody")
                .hasMessageContaining("--tokens");
    }

    @Test
    void tooManyWrongTokensMustWait() throws Exception {
        start(HttpOptions.local(0).withTokens(tokens()));

        for (int i = 0; i < FailedLogins.FAILURES_MAX; i++) {
            assertThat(status(send("GET", "/read", bearer("guess-" + i)))).isEqualTo(401);
        }

        assertThat(send("GET", "/read", bearer("guess"))).contains(" 429 ").contains("Retry-After: 60");
        assertThat(status(send("GET", "/read", bearer(READER)))).isEqualTo(429);
        clock.advance(FailedLogins.WINDOW_MILLIS);
        assertThat(status(send("GET", "/read", bearer(READER)))).isEqualTo(200);
    }

    @Test
    void aChangedFileOfTokensIsReadAnew() throws Exception {
        Path file = tokens();
        start(HttpOptions.local(0).withTokens(file));
        assertThat(status(send("GET", "/read", bearer(READER)))).isEqualTo(200);

        Files.writeString(file, "read another-0123456789abcdef\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

        long end = System.currentTimeMillis() + 20_000;
        while (status(send("GET", "/read", bearer("another-0123456789abcdef"))) != 200
                && System.currentTimeMillis() < end) {
            clock.advance(FailedLogins.WINDOW_MILLIS);
            Thread.sleep(50);
        }
        assertThat(status(send("GET", "/read", bearer("another-0123456789abcdef"))))
                .isEqualTo(200);
        assertThat(status(send("GET", "/read", bearer(READER)))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "read short, fewer than 16",
        "owner 0123456789abcdefgh, role is unknown",
        "read, no token behind the role",
        "read sha256:12, no SHA-256 hash",
        "# nothing, no token in",
    })
    void aWrongFileOfTokensIsSaidSoWithoutTheToken(String line, String message) throws Exception {
        Path file = tokens(line + "\n");

        assertThatThrownBy(() -> start(HttpOptions.local(0).withTokens(file)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("0123456789abcdefgh")
                .hasMessageNotContaining("short");
    }

    @Test
    void tokensThatOthersMayReadAreRefused() throws Exception {
        Path file = tokens();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> start(HttpOptions.local(0).withTokens(file)))
                .isInstanceOf(WeirException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aDefectTellsNothingOfItself() throws Exception {
        start(HttpOptions.local(0));

        assertThat(send("GET", "/fails"))
                .contains(" 500 ")
                .contains("INTERNAL")
                .doesNotContain("secret detail")
                .doesNotContain("IllegalState")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/..%2fpom.xml",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..;/etc/passwd",
                "//etc/passwd",
                "/%00index.html",
                "/index.html%00.txt",
                "/index.html/",
                "/.hidden.txt",
                "/webjars/../../console/index.html",
                "/io/weir/server/WeirServer.class",
                "/META-INF/MANIFEST.MF",
                "/simplelogger.properties",
                "/..\\..\\pom.xml",
                "/index.html?/../../x",
                "/<script>alert(1)</script>"
            })
    void noPathLeadsOutOfTheConsole(String path) throws Exception {
        start(HttpOptions.local(0));

        String answer = send("GET", path);

        assertThat(answer).doesNotContain("root:").doesNotContain("<project").doesNotContain("<script>alert");
        if (!path.startsWith("/index.html?")) {
            assertThat(status(answer)).isIn(400, 404);
        }
    }

    @Test
    void largeHeadersAndBodiesAreRefused() throws Exception {
        start(HttpOptions.local(0).withBodyBytesMax(1_000));

        assertThat(status(send("GET", "/read", "X-Large: " + "x".repeat(40_000))))
                .isEqualTo(431);
        String body = "x".repeat(2_000);
        String head = "POST /write HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        for (String request : List.of(
                head + "Content-Length: " + body.length() + "\r\n\r\n" + body,
                head + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + body + "\r\n0\r\n\r\n")) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(status(answer)).isEqualTo(413);
                assertThat(answer).contains("TOO_LARGE");
            }
        }
    }

    @Test
    void aHeaderWithALineBreakIsNoSecondHeader() throws Exception {
        start(HttpOptions.local(0));

        String answer = send("GET", "/nothing%0d%0aSet-Cookie:%20a=b");

        assertThat(answer.lines().filter(line -> line.startsWith("Set-Cookie"))).isEmpty();
    }
}
