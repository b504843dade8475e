package io.weir.engine.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneShiftTest {
    private static final long HALF_HOUR_MILLIS = 1_800_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "+05:30"})
    void agreesWithJavaTimeAtEveryHalfHourOfAYearAndInAnyOrder(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        ZoneShift shift = new ZoneShift(zone);
        long start = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        Random random = new Random(7);

        for (int i = 0; i < 40_000; i++) {
            long halfHours = i < 17_568 ? i : random.nextInt(2_000_000) - 1_000_000;
            long millis = start + halfHours * HALF_HOUR_MILLIS + 123;
            LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);

            assertThat(shift.toLocal(millis))
                    .as("local time at %s", time)
                    .isEqualTo(LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), zone)
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli());
            assertThat(shift.toEpoch(millis))
                    .as("instant of %s", time)
                    .isEqualTo(time.atZone(zone).toInstant().toEpochMilli());
        }
    }
}
