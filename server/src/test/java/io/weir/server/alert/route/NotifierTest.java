package io.weir.server.alert.route;

import static io.weir.server.alert.route.Alerts.alert;
import static io.weir.server.alert.route.Alerts.lag;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.StepClock;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifierTest {
    private final StepClock clock = new StepClock();
    private boolean isSilenced;

    @Test
    void oneNotificationForEachGroupAndInterval() {
        Notifier notifier = new Notifier(RouteSettings.of("team", RouteSettings.Type.WEBHOOK, "http://h/"));
        List<Alert> alerts = new ArrayList<>(List.of(
                lag("shop", AlertState.FIRING),
                alert("latency", "shop", "", Severity.WARNING, AlertState.FIRING),
                lag("other", AlertState.FIRING)));
        assertThat(tell(notifier, alerts)).as("a group waits for more").isEmpty();

        clock.advanceSeconds(5);
        List<Notification> first = tell(notifier, alerts);
        assertThat(first).hasSize(2);
        assertThat(first.get(0).group()).isEqualTo(Map.of("pipeline", "shop"));
        assertThat(first.get(0).alerts()).hasSize(2);

        alerts.add(alert("errors", "shop", "", Severity.ERROR, AlertState.FIRING));
        clock.advanceSeconds(59);
        assertThat(tell(notifier, alerts)).as("the interval is not over").isEmpty();
        clock.advanceSeconds(1);
        List<Notification> second = tell(notifier, alerts);
        assertThat(second).hasSize(1);
        assertThat(second.get(0).alerts()).as("and what still fires").hasSize(3);
        assertThat(second.get(0).alerts().get(0).name()).as("the worst first").isEqualTo("errors");
        assertThat(second.get(0).groupId()).isEqualTo(first.get(0).groupId());
    }

    @Test
    void whatFiresIsRepeatedAndWhatIsTakenOnIsNot() {
        Notifier notifier = pagerDuty();
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).hasSize(1);
        clock.advanceSeconds(24 * 3600 - 1);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).isEmpty();
        clock.advanceSeconds(1);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).hasSize(1);

        clock.advanceSeconds(10);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.ACKNOWLEDGED))))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(AlertState.ACKNOWLEDGED));
        clock.advanceSeconds(48 * 3600);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.ACKNOWLEDGED))))
                .isEmpty();
        assertThat(tell(notifier, List.of(lag("shop", AlertState.RESOLVED))))
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(AlertState.RESOLVED));
        clock.advanceSeconds(60);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.RESOLVED)))).isEmpty();
    }

    @Test
    void whatIsSilencedIsToldWhenTheSilenceIsOver() {
        Notifier notifier = pagerDuty();
        isSilenced = true;
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).isEmpty();
        isSilenced = false;
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).hasSize(1);

        isSilenced = true;
        clock.advanceSeconds(60);
        assertThat(tell(notifier, List.of(lag("shop", AlertState.RESOLVED))))
                .as("that it is over is told all the same")
                .hasSize(1);
    }

    @Test
    void whatWasNeverToldIsNotToldToBeOver() {
        assertThat(tell(pagerDuty(), List.of(lag("shop", AlertState.RESOLVED), lag("other", AlertState.PENDING))))
                .isEmpty();
    }

    @Test
    void aRouteTakesWhatIsBadEnoughAndMatches() {
        Notifier notifier = new Notifier(RouteReader.read(
                        Map.of(
                                "weir.alert.route.night.type", "log",
                                "weir.alert.route.night.severity", "error",
                                "weir.alert.route.night.match.pipeline", "shop*"),
                        name -> Optional.empty())
                .get(0));

        List<Notification> due = tell(
                notifier,
                List.of(
                        lag("shop", AlertState.FIRING),
                        alert("errors", "shop", "", Severity.ERROR, AlertState.FIRING),
                        alert("errors", "other", "", Severity.ERROR, AlertState.FIRING)));

        assertThat(due)
                .singleElement()
                .satisfies(one -> assertThat(one.alerts())
                        .singleElement()
                        .satisfies(told -> assertThat(told.title()).isEqualTo("errors of shop")));
    }

    @Test
    void whatGetsWorseIsToldAgain() {
        Notifier notifier = pagerDuty();
        assertThat(tell(notifier, List.of(lag("shop", AlertState.FIRING)))).hasSize(1);
        clock.advanceSeconds(10);

        assertThat(tell(notifier, List.of(alert("lag", "shop", "", Severity.CRITICAL, AlertState.FIRING))))
                .hasSize(1);
    }

    @Test
    void whatWasGivenUpIsToldAgainAfterAPause() {
        Notifier notifier = pagerDuty();
        List<Alert> alerts = List.of(lag("shop", AlertState.FIRING));
        notifier.givenUp(clock.currentTimeMillis(), tell(notifier, alerts).get(0));

        clock.advanceSeconds(299);
        assertThat(tell(notifier, alerts)).isEmpty();
        clock.advanceSeconds(1);
        assertThat(tell(notifier, alerts)).hasSize(1);
    }

    @Test
    void anotherProcessGoesOnFromWhatWasTold() {
        Notifier before = pagerDuty();
        assertThat(tell(before, List.of(lag("shop", AlertState.FIRING)))).hasSize(1);

        Notifier after = pagerDuty();
        after.restore(before.told());

        assertThat(tell(after, List.of(lag("shop", AlertState.FIRING)))).isEmpty();
        assertThat(tell(after, List.of(lag("shop", AlertState.RESOLVED)))).hasSize(1);
    }

    @Test
    void aLongGroupIsCutForPeopleAndNotForMachines() {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            alerts.add(alert("refunds", "shop", "key" + i, Severity.ERROR, AlertState.FIRING));
        }
        Notifier slack = new Notifier(RouteSettings.of("team", RouteSettings.Type.SLACK, "http://h/"));
        Notifier machine = new Notifier(RouteSettings.of("am", RouteSettings.Type.ALERTMANAGER, "http://h/"));
        assertThat(tell(slack, alerts)).isEmpty();
        assertThat(tell(machine, alerts)).isEmpty();
        clock.advanceSeconds(5);

        Notification cut = tell(slack, alerts).get(0);
        assertThat(cut.alerts()).hasSize(50);
        assertThat(cut.leftOut()).isEqualTo(20);
        assertThat(cut.title()).startsWith("70 alerts of shop: ");
        assertThat(tell(machine, alerts).get(0).alerts()).hasSize(70);
    }

    private static Notifier pagerDuty() {
        return new Notifier(RouteSettings.of("duty", RouteSettings.Type.PAGERDUTY, "http://h/"));
    }

    private List<Notification> tell(Notifier notifier, List<Alert> alerts) {
        return notifier.due(clock.currentTimeMillis(), alerts, alert -> isSilenced, "http://weir:8080");
    }
}
