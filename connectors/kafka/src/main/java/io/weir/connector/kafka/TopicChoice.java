package io.weir.connector.kafka;

import java.util.List;
import java.util.regex.Pattern;

/** Which topics a table is about: {@code 'topic'} or {@code 'topic-pattern'}. */
sealed interface TopicChoice {
    /** For messages. */
    String description();

    /** Topics by name, at least one. */
    record Named(List<String> topics) implements TopicChoice {
        public Named {
            topics = List.copyOf(topics);
        }

        @Override
        public String description() {
            return (topics.size() == 1 ? "topic " : "topics ") + String.join(", ", topics);
        }
    }

    /** All topics whose whole name matches. */
    record Matching(Pattern pattern) implements TopicChoice {
        @Override
        public String description() {
            return "topics matching '" + pattern + "'";
        }
    }
}
