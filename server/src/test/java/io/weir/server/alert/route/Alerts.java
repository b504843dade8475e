package io.weir.server.alert.route;

import io.weir.connector.alert.Severity;
import io.weir.server.alert.StepClock;
import io.weir.server.alert.book.Alert;
import io.weir.server.alert.book.AlertState;
import java.util.Map;

/** Alerts as tests need them. */
final class Alerts {
    private Alerts() {}

    /** The lag of a pipeline. */
    static Alert lag(String pipeline, AlertState state) {
        return alert("lag", pipeline, "", Severity.WARNING, state);
    }

    static Alert alert(String name, String pipeline, String key, Severity severity, AlertState state) {
        return new Alert(
                "id-" + name + "-" + pipeline + "-" + key,
                name,
                severity,
                pipeline,
                key,
                "the next record has waited for 61 s",
                "Scale up",
                "lag",
                Map.of(),
                61,
                60,
                "s",
                state,
                StepClock.START,
                StepClock.START + 30_000,
                Long.MAX_VALUE,
                false);
    }

    /** What a pipeline has raised. */
    static Alert raised(String key, Map<String, String> labels) {
        return new Alert(
                "id-" + key,
                "refunds",
                Severity.CRITICAL,
                "shop",
                key,
                "120 refunds <from> one & the same",
                "",
                "",
                labels,
                Double.NaN,
                Double.NaN,
                "",
                AlertState.FIRING,
                StepClock.START,
                StepClock.START,
                Long.MAX_VALUE,
                true);
    }
}
