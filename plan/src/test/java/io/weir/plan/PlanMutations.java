package io.weir.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes one value of a JSON tree at a time, lets a test look at the whole, and changes it back. */
final class PlanMutations {
    /** Deep trees have many values; every fifth is changed, which still reaches every field of every type. */
    private static final int STRIDE = 5;

    private final Object substitute;
    private final Object removed;
    private final Runnable check;
    private int seen;
    private int made;

    private PlanMutations(Object substitute, Object removed, Runnable check) {
        this.substitute = substitute;
        this.removed = removed;
        this.check = check;
    }

    /** The number of changes that were made. */
    static int forEach(Object root, Object substitute, Object removed, Runnable check) {
        PlanMutations mutations = new PlanMutations(substitute, removed, check);
        mutations.visit(root);
        return mutations.made;
    }

    @SuppressWarnings("unchecked")
    private void visit(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> fields = (Map<String, Object>) map;
            for (String name : new ArrayList<>(fields.keySet())) {
                Object original = fields.get(name);
                if (seen++ % STRIDE == 0) {
                    if (substitute == removed) {
                        fields.remove(name);
                    } else {
                        fields.put(name, substitute);
                    }
                    made++;
                    check.run();
                    fields.put(name, original);
                }
                visit(original);
            }
        } else if (value instanceof List<?> list) {
            list.forEach(this::visit);
        }
    }
}
