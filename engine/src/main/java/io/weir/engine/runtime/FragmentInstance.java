package io.weir.engine.runtime;

import io.weir.engine.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a fragment: heads that give input, stages that it runs through, and the channel ends it leaves by.
 * Driven by one thread, step by step.
 */
final class FragmentInstance {
    private final List<Head> heads;
    private final List<Stage> stages;
    private final List<ChannelOutput> outputs;
    private final Clock clock;
    private int nextHead;
    private @Nullable Head unfinishedHead;
    private @Nullable Stage unfinishedTimer;
    private int pausing = -1;
    private boolean hasNewsSincePause;
    private boolean ended;

    /** The stages are in the order of the data's way. */
    FragmentInstance(List<Head> heads, List<Stage> stages, List<ChannelOutput> outputs, Clock clock) {
        this.heads = heads;
        this.stages = stages;
        this.outputs = outputs;
        this.clock = clock;
    }

    void open() {
        for (Stage stage : stages) {
            stage.open();
        }
        for (Head head : heads) {
            head.open();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    void stop() {
        for (Head head : heads) {
            head.stop();
        }
    }

    /** Does one step; the result is 0 if there was nothing to do or nothing could be done. */
    int doWork() {
        if (ended) {
            return 0;
        }
        if (unfinishedHead != null) {
            return step(unfinishedHead);
        }
        if (pausing >= 0) {
            return pause();
        }
        if (unfinishedTimer != null || !stages.isEmpty()) {
            int fired = fireTimers();
            if (fired >= 0) {
                return fired;
            }
        }
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(nextHead);
            nextHead = nextHead + 1 == heads.size() ? 0 : nextHead + 1;
            int done = step(head);
            if (done != 0 || unfinishedHead != null) {
                return done;
            }
        }
        checkEnd();
        if (hasNewsSincePause && !ended) {
            pausing = 0;
            return pause();
        }
        return 0;
    }

    private int step(Head head) {
        Head.Work work = head.work();
        unfinishedHead = work == Head.Work.UNFINISHED ? head : null;
        if (work == Head.Work.SOME) {
            hasNewsSincePause = true;
            return 1;
        }
        return 0;
    }

    /** Fires what is due; the result is negative when nothing is. */
    private int fireTimers() {
        long now = clock.currentTimeMillis();
        if (unfinishedTimer != null) {
            if (!unfinishedTimer.fireTimer(now)) {
                return 0;
            }
            unfinishedTimer = null;
            return 1;
        }
        for (Stage stage : stages) {
            if (stage.isTimerDue(now)) {
                hasNewsSincePause = true;
                if (!stage.fireTimer(now)) {
                    unfinishedTimer = stage;
                    return 0;
                }
                return 1;
            }
        }
        return -1;
    }

    /** Lets each stage, then each output, give out what it holds back; goes on where it could not. */
    private int pause() {
        while (pausing < stages.size()) {
            if (!stages.get(pausing).pause()) {
                return 0;
            }
            pausing++;
        }
        for (ChannelOutput output : outputs) {
            if (!output.flush()) {
                return 0;
            }
        }
        pausing = -1;
        hasNewsSincePause = false;
        return 0;
    }

    private void checkEnd() {
        for (Head head : heads) {
            if (!head.hasEnded()) {
                return;
            }
        }
        ended = true;
    }

    /** Closes everything; the first failure is thrown, the others are attached to it. */
    void close() {
        Closing closing = new Closing();
        for (Head head : heads) {
            closing.run(head::close);
        }
        for (Stage stage : stages) {
            closing.run(stage::close);
        }
        closing.finish();
    }
}
