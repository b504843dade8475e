package io.weir.testing.faults;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Transfers from Kafka → balances in PostgreSQL, whose sum must be 0 at any moment for anybody who looks. The transfers
 * go on to a topic, too.
 */
final class LedgerScenario implements Scenario {
    private static final int ACCOUNTS = 50;

    private final long[] balances = new long[ACCOUNTS];
    private final Map<String, String> transfers = new HashMap<>();

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public List<String> inputs() {
        return List.of("transfers");
    }

    @Override
    public List<String> outputTopics() {
        return List.of("journal");
    }

    @Override
    public List<String> tables() {
        return List.of("CREATE TABLE balances (account BIGINT PRIMARY KEY, balance BIGINT NOT NULL)");
    }

    @Override
    public String script(Servers servers) {
        return """
                CREATE TABLE transfers (id BIGINT, debtor BIGINT, creditor BIGINT, amount BIGINT) WITH (%s);
                CREATE TABLE journal (id BIGINT, amount BIGINT) WITH (%s);
                CREATE TABLE balances (account BIGINT, balance BIGINT, PRIMARY KEY (account) NOT ENFORCED) WITH (%s);
                EXECUTE STATEMENT SET BEGIN
                INSERT INTO journal SELECT id, amount FROM transfers;
                INSERT INTO balances SELECT account, SUM(delta) FROM (
                  SELECT debtor AS account, -amount AS delta FROM transfers
                  UNION ALL
                  SELECT creditor AS account, amount AS delta FROM transfers
                ) GROUP BY account;
                END;
                """.formatted(servers.source("transfers"), servers.sink("journal"), servers.table("balances"));
    }

    @Override
    public List<Message> next(long sequence, Random random) {
        int debtor = random.nextInt(ACCOUNTS);
        int creditor = random.nextInt(ACCOUNTS);
        int amount = 1 + random.nextInt(1000);
        balances[debtor] -= amount;
        balances[creditor] += amount;
        transfers.put("transfer " + sequence, Integer.toString(amount));
        return List.of(new Message(
                "transfers",
                random.nextInt(PARTITIONS),
                "{\"id\":%d,\"debtor\":%d,\"creditor\":%d,\"amount\":%d}"
                        .formatted(sequence, debtor, creditor, amount)));
    }

    @Override
    public List<Message> end() {
        return List.of();
    }

    @Override
    public List<Output> outputs(Servers servers) {
        return List.of(
                new TopicOutput(
                        servers,
                        "journal",
                        json -> new Output.Row(
                                "transfer " + Json.number(json, "id"), Long.toString(Json.number(json, "amount")))),
                new TableOutput(servers, "balances", "account, balance"));
    }

    @Override
    public Map<String, String> expected(Output output) {
        if (output instanceof TopicOutput) {
            return transfers;
        }
        Map<String, String> expected = new HashMap<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            expected.put(Integer.toString(account), Long.toString(balances[account]));
        }
        return expected;
    }

    @Override
    public String invariant() {
        return "SELECT COALESCE(SUM(balance), 0) FROM balances";
    }
}
