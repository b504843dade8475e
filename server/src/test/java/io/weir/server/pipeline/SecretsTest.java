package io.weir.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "properties.sasl.jaas.config",
                "properties.ssl.keystore.password",
                "properties.ssl.key.password",
                "properties.ssl.keystore.key",
                "s3.secret-key",
                "s3.access-key",
                "s3.session.token",
                "pagerduty.routing-key",
                "PASSWORD",
                "api-key",
                "connection.passwd",
                "auth.credentials"
            })
    void optionsThatHoldSecretsAreKnown(String option) {
        assertThat(Secrets.isSecret(option)).isTrue();
        String sql = "CREATE TABLE t (a INT) WITH ('connector' = 'x', '" + option + "' = 'hunter2''s')";

        assertThat(Secrets.of(sql, Map.of()).mask(sql))
                .isEqualTo("CREATE TABLE t (a INT) WITH ('connector' = 'x', '" + option + "' = '***')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connector",
                "key.format",
                "key.fields",
                "value.fields-include",
                "topic",
                "properties.bootstrap.servers",
                "sink.keyed",
                "monkey"
            })
    void othersStay(String option) {
        String sql = "WITH ('" + option + "' = 'value')";

        assertThat(Secrets.of(sql, Map.of()).mask(sql)).isEqualTo(sql);
    }

    @Test
    void aLongScriptWithQuotesInCommentsIsRead() {
        String sql = "-- it's long\nWITH ('rows' = '" + "{\"a\": 1}\n".repeat(100_000) + "', 'password' = 'hunter2')";

        assertThat(Secrets.of(sql, Map.of()).mask(sql)).doesNotContain("hunter2");
    }

    @Test
    void passwordsInAddressesAreMasked() {
        String sql = "WITH ('url' = 'jdbc:postgresql://me:hunter2@db:5432/x?password=hunter3&ssl=true')";

        assertThat(Secrets.of(sql, Map.of()).mask(sql))
                .isEqualTo("WITH ('url' = 'jdbc:postgresql://me:***@db:5432/x?password=***&ssl=true')");
    }

    @Test
    void secretsAreMaskedWhereverTheyTurnUp() {
        Secrets secrets = Secrets.of(
                "CREATE TABLE t WITH ('password' = 'hunter2''s')", Map.of("s3.secret-key", "abcdef", "x", "visible"));

        assertThat(secrets.mask("login with hunter2's failed, abcdef too; hunter2''s; visible"))
                .isEqualTo("login with *** failed, *** too; ***; visible");
    }
}
