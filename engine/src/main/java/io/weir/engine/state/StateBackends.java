package io.weir.engine.state;

import io.weir.plan.ErrorCode;
import io.weir.plan.WeirException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Opens the state backend that a job asks for. */
public final class StateBackends {
    /** Flink's key of the kind of the backend. */
    public static final String TYPE_KEY = "state.backend.type";

    private static final String HEAP = "hashmap";

    private StateBackends() {}

    /**
     * Opens the backend.
     *
     * @throws WeirException if there is none of that kind, or it cannot be opened
     */
    public static StateBackend open(Map<String, String> configuration) {
        String type = configuration.getOrDefault(TYPE_KEY, HEAP).strip();
        if (type.equals(HEAP)) {
            return StateBackend.HEAP;
        }
        List<String> known = new ArrayList<>(List.of(HEAP));
        for (StateBackendFactory factory : ServiceLoader.load(StateBackendFactory.class)) {
            if (factory.type().equals(type)) {
                return factory.open(configuration);
            }
            known.add(factory.type());
        }
        throw new WeirException(
                ErrorCode.OPTION_INVALID,
                "There is no state backend '" + type + "'",
                TYPE_KEY,
                "There is " + String.join(", ", known),
                null);
    }
}
