package io.weir.connector.alert;

import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import java.util.HashMap;
import java.util.Map;

/** How a change lies in the manifest of an epoch. */
final class AlertChangeCodec {
    private AlertChangeCodec() {}

    static void write(AlertChange change, StateOutput out) {
        out.putBoolean(change.isRaised());
        out.putText(change.severity().id());
        out.putText(change.key());
        out.putText(change.text());
        out.putLong(change.atMillis());
        out.putCount(change.labels().size());
        change.labels().forEach((name, value) -> {
            out.putText(name);
            out.putText(value);
        });
    }

    static AlertChange read(StateInput in) {
        boolean isRaised = in.getBoolean();
        Severity severity = Severity.of(in.getText()).orElse(Severity.WARNING);
        String key = in.getText();
        String text = in.getText();
        long atMillis = in.getLong();
        int count = in.getCount();
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < count; i++) {
            labels.put(in.getText(), in.getText());
        }
        return new AlertChange(isRaised, severity, key, text, labels, atMillis);
    }
}
