package io.weir.storage.s3;

import io.weir.engine.epoch.storage.EpochStorage;
import io.weir.engine.epoch.storage.EpochStorageFactory;
import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Opens {@code s3://bucket/prefix}, by Flink's keys. What they leave open is taken from where the client of AWS looks
 * for it: the environment, {@code ~/.aws}, the machine's role.
 */
public final class S3StorageFactory implements EpochStorageFactory {
    static final String ENDPOINT_KEY = "s3.endpoint";
    static final String REGION_KEY = "s3.endpoint.region";
    static final String ACCESS_KEY_KEY = "s3.access-key";
    static final String SECRET_KEY_KEY = "s3.secret-key";
    static final String PATH_STYLE_KEY = "s3.path.style.access";

    private static final int LISTED_MAX = 1000;

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public EpochStorage open(String location, Map<String, String> configuration) {
        String rest = location.substring("s3://".length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        String prefix = slash < 0 ? "" : rest.substring(slash + 1).replaceAll("/+$", "");
        if (bucket.isEmpty()) {
            throw invalid(location, "it names no bucket", "Write s3://bucket/prefix.");
        }
        return new S3Storage(client(configuration), bucket, prefix.isEmpty() ? "" : prefix + "/", LISTED_MAX);
    }

    static S3Client client(Map<String, String> configuration) {
        @Nullable String endpoint = configuration.get(ENDPOINT_KEY);
        // Servers of one's own rarely have a host name for each bucket.
        boolean isPathStyle = Optional.ofNullable(configuration.get(PATH_STYLE_KEY))
                .map(text -> truth(PATH_STYLE_KEY, text))
                .orElse(endpoint != null);
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .forcePathStyle(isPathStyle)
                // Chunks and manifests have checksums of their own, and not every server knows those of AWS.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(region(configuration, endpoint != null));
        if (endpoint != null) {
            builder.endpointOverride(endpoint(endpoint));
        }
        @Nullable String accessKey = configuration.get(ACCESS_KEY_KEY);
        @Nullable String secretKey = configuration.get(SECRET_KEY_KEY);
        if (accessKey != null && secretKey != null) {
            builder.credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
        } else if (accessKey != null || secretKey != null) {
            throw invalid(
                    accessKey != null ? ACCESS_KEY_KEY : SECRET_KEY_KEY,
                    "one of the two keys is given without the other",
                    "Give both " + ACCESS_KEY_KEY + " and " + SECRET_KEY_KEY + ", or neither.");
        }
        return builder.build();
    }

    private static Region region(Map<String, String> configuration, boolean hasEndpoint) {
        String region = configuration.getOrDefault(REGION_KEY, configuration.getOrDefault("s3.region", ""));
        if (!region.isEmpty()) {
            return Region.of(region);
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            if (hasEndpoint) {
                // A server of one's own seldom minds.
                return Region.US_EAST_1;
            }
            throw new WeirException(
                    ErrorCode.OPTION_MISSING,
                    "the region of the bucket is not known",
                    REGION_KEY,
                    "Set " + REGION_KEY + ", or AWS_REGION in the environment.",
                    e);
        }
    }

    private static URI endpoint(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The message below is for both.
        }
        throw invalid(ENDPOINT_KEY, "'" + text + "' is no URL", "Write it as http://host:port.");
    }

    private static boolean truth(String key, String text) {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(key, "'" + text + "' is neither true nor false", "");
        };
    }

    private static WeirException invalid(String where, String what, String hint) {
        return new WeirException(ErrorCode.OPTION_INVALID, what, where, hint, null);
    }
}
