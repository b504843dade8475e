package io.weir.engine.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One thread's share of a job: the fragment instances that it drives, round and round. */
final class Worker {
    private final List<FragmentInstance> instances = new ArrayList<>();

    void add(FragmentInstance instance) {
        instances.add(instance);
    }

    List<FragmentInstance> instances() {
        return instances;
    }

    void open(Optional<Restored> restored) {
        for (FragmentInstance instance : instances) {
            instance.open(restored);
        }
    }

    /** One round over the instances; the result is 0 if none could do anything. */
    int doWork() {
        int work = 0;
        for (FragmentInstance instance : instances) {
            work += instance.doWork();
        }
        return work;
    }

    boolean hasEnded() {
        for (FragmentInstance instance : instances) {
            if (!instance.hasEnded()) {
                return false;
            }
        }
        return true;
    }

    void stop() {
        for (FragmentInstance instance : instances) {
            instance.stop();
        }
    }

    void close() {
        Closing closing = new Closing();
        for (FragmentInstance instance : instances) {
            closing.run(instance::close);
        }
        closing.finish();
    }
}
