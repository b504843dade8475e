package io.weir.format.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.table.types.logical.RowType;

/** Random records of a changelog format, most of which make sense. */
final class RandomChanges {
    private final String format;
    private final RowType type;
    private final RandomJson json;
    private final Random random;

    RandomChanges(String format, RowType type, RandomJson json, long seed) {
        this.format = format;
        this.type = type;
        this.json = json;
        random = new Random(seed);
    }

    byte[] next(boolean hasPayload, boolean isTidy) {
        List<String> members = new ArrayList<>();
        switch (format) {
            case "debezium-json" -> beforeAfter(members, "op", new String[] {"c", "r", "u", "d"}, isTidy);
            case "ogg-json" -> beforeAfter(members, "op_type", new String[] {"I", "I", "U", "D"}, isTidy);
            case "canal-json" -> dataOld(members, new String[] {"INSERT", "UPDATE", "DELETE", "CREATE"}, true, isTidy);
            default -> dataOld(members, new String[] {"insert", "update", "delete", "update"}, false, isTidy);
        }
        addMetadata(members);
        if (!isTidy && random.nextInt(10) == 0) {
            members.remove(random.nextInt(members.size()));
        }
        if (!isTidy && random.nextInt(20) == 0) {
            members.add(members.get(random.nextInt(members.size())));
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        String text = "{" + String.join(random.nextBoolean() ? "," : ", ", members) + "}";
        if (hasPayload && random.nextInt(20) > 0) {
            text = "{\"schema\":{\"name\":\"x\"},\"payload\":" + (random.nextInt(30) == 0 ? "null" : text) + "}";
        }
        if (!isTidy && random.nextInt(15) == 0) {
            text = switch (random.nextInt(5)) {
                case 0 -> "[" + text + "]";
                case 1 -> "[" + text + "," + text + "]";
                case 2 -> "";
                case 3 -> "null";
                default -> "  ";
            };
        }
        byte[] record = text.getBytes(StandardCharsets.UTF_8);
        return !isTidy && random.nextInt(10) == 0 ? json.damage(record) : record;
    }

    private void beforeAfter(List<String> members, String operation, String[] operations, boolean isTidy) {
        int choice = random.nextInt(isTidy ? 4 : 5);
        String done = choice == 4 ? "x" : operations[choice];
        boolean isMixed = !isTidy && random.nextInt(10) == 0;
        members.add("\"before\":" + (isMixed || choice > 1 ? row(isTidy) : "null"));
        members.add("\"after\":" + (isMixed || choice < 3 ? row(isTidy) : "null"));
        members.add("\"" + operation + "\":\"" + done + "\"");
    }

    private void dataOld(List<String> members, String[] types, boolean isArray, boolean isTidy) {
        int choice = random.nextInt(isTidy ? 4 : 5);
        String done = choice == 4 ? "x" : types[choice];
        boolean hasOld = done.equalsIgnoreCase("update") || random.nextInt(10) == 0;
        int rows = isArray ? random.nextInt(3) : 1;
        members.add("\"data\":" + rows(rows, isArray, isTidy));
        if (hasOld || random.nextBoolean()) {
            int oldRows = !isTidy && random.nextInt(5) == 0 ? random.nextInt(3) : rows;
            members.add("\"old\":" + (hasOld ? rows(oldRows, isArray, isTidy) : "null"));
        }
        members.add("\"type\":\"" + done + "\"");
    }

    private String rows(int count, boolean isArray, boolean isTidy) {
        if (!isArray) {
            return row(isTidy);
        }
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(!isTidy && random.nextInt(20) == 0 ? "null" : row(isTidy));
        }
        return "[" + String.join(",", rows) + "]";
    }

    /** Most of the fields of a row. */
    private String row(boolean isTidy) {
        List<RowType.RowField> fields = new ArrayList<>(type.getFields());
        while (!fields.isEmpty() && random.nextInt(3) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        return new String(json.record(new RowType(fields), isTidy), StandardCharsets.UTF_8);
    }

    private void addMetadata(List<String> members) {
        String[] names = {"shop", "other", "sh\\u006fp", ""};
        if (random.nextInt(10) > 0) {
            members.add("\"database\":\"" + names[random.nextInt(4)] + "\"");
        }
        if (random.nextInt(10) > 0) {
            members.add("\"table\":" + (random.nextInt(15) == 0 ? "null" : "\"" + names[random.nextInt(4)] + "\""));
        }
        String[] others = {
            "\"ts_ms\":1767225600123",
            "\"ts\":1767225600",
            "\"es\":1767225600001",
            "\"schema\":{\"a\":[1]}",
            "\"source\":{\"ts_ms\":1767225600123,\"db\":\"d\",\"schema\":\"s\",\"table\":\"t\"}",
            "\"source\":{\"ts_ms\":\"soon\",\"db\":null,\"nested\":{\"x\":1}}",
            "\"sqlType\":{\"id\":4,\"name\":12}",
            "\"pkNames\":[\"id\"]",
            "\"primary_key_columns\":[\"id\",\"name\"]",
            "\"primary_keys\":[\"id\",null]",
            "\"op_ts\":\"2026-01-01 10:00:00.123456\"",
            "\"op_ts\":\"never\"",
            "\"current_ts\":\"2026-01-01T10:00:00.123456\"",
            "\"current_ts\":\"never\""
        };
        for (String other : others) {
            if (random.nextInt(3) == 0) {
                members.add(random.nextInt(members.size() + 1), other);
            }
        }
    }
}
