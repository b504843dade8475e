package io.weir.testing.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Orders and payments, each in a topic of its own, joined by their number → a Kafka topic that is changed by key. The
 * planner wants a key of the query for that, hence the GROUP BY; each key changes once, so a second record is one too
 * many.
 */
final class JoinScenario implements Scenario {
    private static final int UNPAID_MAX = 500;

    private final Map<String, String> joined = new HashMap<>();
    private final List<Long> unpaid = new ArrayList<>();

    @Override
    public String name() {
        return "join";
    }

    @Override
    public List<String> inputs() {
        return List.of("orders", "payments");
    }

    @Override
    public List<String> outputTopics() {
        return List.of("paid");
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public String script(Servers servers) {
        return """
                CREATE TABLE orders (id BIGINT, v BIGINT) WITH (%s);
                CREATE TABLE payments (id BIGINT, w BIGINT) WITH (%s);
                CREATE TABLE paid (id BIGINT, v BIGINT, w BIGINT, PRIMARY KEY (id) NOT ENFORCED) WITH (%s);
                INSERT INTO paid SELECT o.id, MAX(o.v), MAX(p.w)
                FROM orders AS o JOIN payments AS p ON o.id = p.id GROUP BY o.id;
                """.formatted(servers.source("orders"), servers.source("payments"), servers.upsertSink("paid"));
    }

    /** An order, and the payment of one that came before; some are paid before they are made, some never. */
    @Override
    public List<Message> next(long sequence, Random random) {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message(
                "orders", random.nextInt(PARTITIONS), "{\"id\":%d,\"v\":%d}".formatted(sequence, sequence % 997)));
        unpaid.add(sequence);
        if (unpaid.size() > UNPAID_MAX || random.nextInt(3) > 0) {
            long id = unpaid.remove(random.nextInt(unpaid.size()));
            int index = random.nextInt(messages.size() + 1);
            messages.add(
                    index,
                    new Message(
                            "payments", random.nextInt(PARTITIONS), "{\"id\":%d,\"w\":%d}".formatted(id, id % 991)));
            joined.put(Long.toString(id), id % 997 + "," + id % 991);
        }
        return messages;
    }

    @Override
    public List<Message> end() {
        return List.of();
    }

    @Override
    public Map<String, String> expected(Output output) {
        return joined;
    }

    @Override
    public List<Output> outputs(Servers servers) {
        return List.of(new TopicOutput(
                servers,
                "paid",
                json -> new Output.Row(
                        Long.toString(Json.number(json, "id")),
                        Json.number(json, "v") + "," + Json.number(json, "w"))));
    }
}
