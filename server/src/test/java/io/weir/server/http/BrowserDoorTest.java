package io.weir.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of others make a browser send does nothing. */
@Timeout(60)
class BrowserDoorTest extends DoorFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    void aNameThatOnlyLeadsHereIsRefused(String host) throws Exception {
        start(HttpOptions.local(0));

        assertThat(status(send("GET", "/read", "Host: " + host))).isIn(400, 403);
    }

    @Test
    void namesOfThisServerAreKnown() throws Exception {
        start(HttpOptions.local(0).withHosts(List.of("weir.example")));

        for (String host : List.of("localhost", "127.0.0.1:1", "[::1]:8080", "LOCALHOST:80", "weir.example")) {
            assertThat(status(send("GET", "/read", "Host: " + host))).as(host).isEqualTo(200);
        }
    }

    @Test
    void aPageOfAnotherOriginChangesNothing() throws Exception {
        start(HttpOptions.local(0));

        for (String origin : List.of("http://evil.example", "null", "http://localhost:1", "https://localhost")) {
            String answer = send("POST", "/admin", "Origin: " + origin, MARK);
            assertThat(status(answer)).as(origin).isEqualTo(403);
            assertThat(answer).contains("ORIGIN_UNKNOWN");
        }
        assertThat(status(send("POST", "/api/v1/collect/clicks", "Origin: http://evil.example")))
                .isEqualTo(403);
    }

    @Test
    void anOwnPageNeedsTheMark() throws Exception {
        start(HttpOptions.local(0));

        assertThat(send("POST", "/admin", own())).contains(" 403 ").contains("X-Weir-Request");
        assertThat(status(send("POST", "/admin", "Sec-Fetch-Site: same-origin")))
                .isEqualTo(403);
        assertThat(status(send("POST", "/admin", own(), MARK))).isEqualTo(200);
        // sendBeacon can set no header.
        assertThat(status(send("POST", "/api/v1/collect/clicks", own()))).isEqualTo(200);
    }

    @Test
    void namedOriginsMayReadAndSendEvents() throws Exception {
        start(HttpOptions.local(0).withOrigins(List.of("https://shop.example")));
        String origin = "Origin: https://shop.example";

        assertThat(send("GET", "/read", origin))
                .contains(" 200 ")
                .contains("Access-Control-Allow-Origin: https://shop.example")
                .contains("Vary: Origin")
                .doesNotContain("Allow-Credentials");
        assertThat(status(send("POST", "/api/v1/collect/clicks", origin))).isEqualTo(200);
        assertThat(status(send("POST", "/admin", origin, MARK))).isEqualTo(403);
        assertThat(send("OPTIONS", "/api/v1/collect/clicks", origin, "Access-Control-Request-Method: POST"))
                .contains(" 204 ")
                .contains("Access-Control-Allow-Methods: GET, POST");
        assertThat(send("OPTIONS", "/api/v1/collect/clicks", "Origin: https://evil.example"))
                .contains(" 403 ")
                .doesNotContain("Access-Control-Allow-Origin");
        assertThat(send("GET", "/read", "Origin: https://evil.example")).doesNotContain("Access-Control-Allow-Origin");
    }

    @Test
    void aBrowserChangesATokenForACookie() throws Exception {
        start(HttpOptions.local(0).withTokens(tokens()));

        String begun = login(READER);
        assertThat(begun).contains(" 200 ").contains("\"role\":\"read\"").doesNotContain(READER);
        String setCookie = begun.lines()
                .filter(line -> line.startsWith("Set-Cookie:"))
                .findFirst()
                .orElseThrow();
        assertThat(setCookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
        String cookie =
                "Cookie: " + setCookie.substring("Set-Cookie: ".length()).split(";")[0];

        assertThat(status(send("GET", "/read", cookie))).isEqualTo(200);
        assertThat(status(send("POST", "/write", cookie, own(), MARK))).isEqualTo(403);
        assertThat(status(send("GET", "/read", cookie + "x"))).isEqualTo(401);
        assertThat(status(send("GET", "/read", cookie, "Origin: https://evil.example")))
                .isEqualTo(401);

        assertThat(status(send("DELETE", "/api/v1/session", cookie))).isEqualTo(403);
        assertThat(status(send("DELETE", "/api/v1/session", cookie, own(), MARK)))
                .isEqualTo(200);
        assertThat(status(send("GET", "/read", cookie))).isEqualTo(401);
    }

    @Test
    void aSessionEnds() throws Exception {
        start(HttpOptions.local(0).withTokens(tokens()));
        String setCookie = login(READER)
                .lines()
                .filter(line -> line.startsWith("Set-Cookie:"))
                .findFirst()
                .orElseThrow();
        String cookie =
                "Cookie: " + setCookie.substring("Set-Cookie: ".length()).split(";")[0];

        clock.advance(Sessions.SECONDS_MAX * 1_000L - 1);
        assertThat(status(send("GET", "/read", cookie))).isEqualTo(200);
        clock.advance(1);
        assertThat(status(send("GET", "/read", cookie))).isEqualTo(401);
    }

    @Test
    void everyAnswerHasTheHeadersThatBrowsersHeed() throws Exception {
        start(HttpOptions.local(0));

        for (String path : List.of("/", "/read", "/nothing", "/fails")) {
            assertThat(send("GET", path))
                    .as(path)
                    .contains("Content-Security-Policy: default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'")
                    .contains("X-Content-Type-Options: nosniff")
                    .contains("X-Frame-Options: DENY")
                    .contains("Referrer-Policy: no-referrer")
                    .doesNotContain("unsafe")
                    .doesNotContain("Server:");
        }
    }
}
