package io.weir.testing.simulation;

import java.util.List;
import java.util.Map;

/**
 * The rows that an epoch has consumed, as far as its positions tell.
 *
 * @param rows by topic
 * @param lateRows how many of them were late, as the engine has counted
 * @param isEnd true if nothing follows, so that all windows are closed
 */
record Consumed(Map<String, List<Topic.Row>> rows, Map<String, Topic> topics, long lateRows, boolean isEnd) {
    List<Topic.Row> of(String topic) {
        return rows.getOrDefault(topic, List.of());
    }

    /** The topic as a whole. */
    Topic topic(String name) {
        Topic topic = topics.get(name);
        if (topic == null) {
            throw new IllegalArgumentException("no topic " + name);
        }
        return topic;
    }
}
