package io.weir.cli.top;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a running server. */
public final class ServerClient {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final String url;
    private final Optional<String> token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /**
     * Makes a client.
     *
     * @param url where the server listens
     * @throws WeirException if that is no address
     */
    public ServerClient(String url, Optional<String> token) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.token = token;
        if (!this.url.matches("https?://[^/?#]+")) {
            throw new WeirException(
                    ErrorCode.USAGE, "'" + url + "' is no server's address", "", "Write it as http://HOST:PORT", null);
        }
    }

    public String url() {
        return url;
    }

    /**
     * The answer of a path.
     *
     * @throws WeirException if there is none
     */
    public JsonNode get(String path) throws InterruptedException {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
            token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw refused(path, answer);
            }
            return JSON.readTree(answer.body());
        } catch (SSLException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "The server's certificate is not trusted, or it has none: " + e.getMessage(),
                    url,
                    "Name a trust store in WEIR_JAVA_OPTS, as docs/how-to/secure.md says, or write http://",
                    e);
        } catch (ConnectException | HttpTimeoutException | IllegalArgumentException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "No server answers",
                    url,
                    "Start one with 'weir serve', or say where it is with --url",
                    e);
        } catch (IOException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_UNREACHABLE,
                    "What answers there does not speak HTTP",
                    url,
                    "Write https:// if the server has a certificate",
                    e);
        } catch (JacksonException e) {
            throw new WeirException(
                    ErrorCode.CONNECTOR_FAILED, "What answers is no Weir", url, "Say where it is with --url", e);
        }
    }

    private WeirException refused(String path, HttpResponse<String> answer) {
        boolean needsToken = answer.statusCode() == 401 || answer.statusCode() == 403;
        return new WeirException(
                ErrorCode.CONNECTOR_FAILED,
                "The server answers " + answer.statusCode(),
                url + path,
                needsToken ? "Give a token that may read with --token, or in WEIR_TOKEN" : "Its log has the reason",
                null);
    }
}
