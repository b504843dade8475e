package io.weir.engine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.engine.state.KeyGroups;
import io.weir.engine.state.StateInput;
import io.weir.engine.state.StateOutput;
import io.weir.engine.state.StateTable;
import io.weir.engine.state.StateWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Keeps the tables of operator instances as bytes, as a store of epochs does: changes upon changes. An entry that is
 * removed must be there, and one of a key must belong to the instance that writes it.
 */
final class SavedTables {
    /** For entries of the instance. */
    private static final int FOR_ALL = -1;

    private record TableOfInstance(String name, int instance) {}

    private record Entry(int group, byte[] value) {}

    private final Map<TableOfInstance, Map<ByteBuffer, Entry>> tables = new LinkedHashMap<>();
    private int parallelism = 1;

    /** Saves what has changed in an instance; the number of entries that it wrote. */
    int save(Operator operator, int instance, int instances) {
        parallelism = instances;
        Set<String> declared = new HashSet<>();
        int entries = 0;
        for (StateTable table : operator.stateTables()) {
            assertThat(declared.add(table.name()))
                    .as("%s stands once", table.name())
                    .isTrue();
            table.startTracking();
            Writer writer = new Writer(
                    tables.computeIfAbsent(new TableOfInstance(table.name(), instance), key -> new LinkedHashMap<>()),
                    table.name(),
                    instance);
            table.writeChanges(writer);
            entries += writer.entries;
        }
        tables.keySet().removeIf(table -> table.instance == instance && !declared.contains(table.name));
        return entries;
    }

    /** Fills the tables of a new instance; entries come in any order. */
    void restore(Operator operator, int instance, int instances, Random random) {
        boolean isSame = instances == parallelism;
        for (Map.Entry<TableOfInstance, Map<ByteBuffer, Entry>> saved : tables.entrySet()) {
            if (isSame && saved.getKey().instance != instance) {
                continue;
            }
            StateTable table = operator.restoredTable(saved.getKey().name);
            assertThat(table.name()).isEqualTo(saved.getKey().name);
            if (isSame) {
                table.startTracking();
            }
            List<Map.Entry<ByteBuffer, Entry>> entries =
                    new ArrayList<>(saved.getValue().entrySet());
            Collections.shuffle(entries, random);
            for (Map.Entry<ByteBuffer, Entry> entry : entries) {
                int group = entry.getValue().group;
                if (group == FOR_ALL || isSame || KeyGroups.owner(group, instances) == instance) {
                    StateInput key = new StateInput(bytes(entry.getKey()));
                    StateInput value = new StateInput(entry.getValue().value);
                    if ((instances + instance) % 2 == 0) {
                        table.read(key, value);
                    } else {
                        table.readSoon(key, value);
                    }
                    assertThat(key.isAtEnd() && value.isAtEnd())
                            .as("an entry of %s is read to its end", table.name())
                            .isTrue();
                }
            }
            table.endRead();
        }
        for (StateTable table : operator.stateTables()) {
            table.startTracking();
            if (isSame) {
                checkNothingChanged(table, instance);
            }
        }
    }

    private void checkNothingChanged(StateTable table, int instance) {
        Map<ByteBuffer, Entry> changes = new LinkedHashMap<>();
        Writer writer = new Writer(changes, table.name(), instance);
        table.writeChanges(writer);
        assertThat(changes.values().stream().filter(entry -> entry.group != FOR_ALL))
                .as("entries of keys that count as changed in %s, which was just read", table.name())
                .isEmpty();
    }

    /** Keeps what others keep. */
    void replaceBy(SavedTables others) {
        tables.clear();
        tables.putAll(others.tables);
        parallelism = others.parallelism;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    /** The keys of all entries of keys, and for each the group. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        tables.forEach((table, entries) -> entries.forEach((key, entry) -> {
            if (entry.group != FOR_ALL) {
                keys.add(table.name + " " + entry.group + " " + HexFormat.of().formatHex(bytes(key)));
            }
        }));
        return keys;
    }

    private final class Writer implements StateWriter {
        private final Map<ByteBuffer, Entry> entriesOfTable;
        private final String name;
        private final int instance;
        private final StateOutput key = new StateOutput();
        private final StateOutput value = new StateOutput();
        private int group;
        private int entries;

        Writer(Map<ByteBuffer, Entry> entriesOfTable, String name, int instance) {
            this.entriesOfTable = entriesOfTable;
            this.name = name;
            this.instance = instance;
        }

        @Override
        public void begin(int keyHash) {
            group = KeyGroups.ofHash(keyHash);
            assertThat(KeyGroups.owner(group, parallelism))
                    .as("the instance that owns an entry of %s", name)
                    .isEqualTo(instance);
            clear();
        }

        @Override
        public void beginForAll() {
            group = FOR_ALL;
            clear();
        }

        private void clear() {
            key.clear();
            value.clear();
            entries++;
        }

        @Override
        public StateOutput key() {
            return key;
        }

        @Override
        public StateOutput value() {
            return value;
        }

        @Override
        public void end() {
            entriesOfTable.put(keyBytes(), new Entry(group, Arrays.copyOf(value.bytes(), value.length())));
        }

        @Override
        public void endRemoved() {
            assertThat(entriesOfTable.remove(keyBytes()))
                    .as("what is removed from %s is there", name)
                    .isNotNull();
        }

        private ByteBuffer keyBytes() {
            return ByteBuffer.wrap(Arrays.copyOf(key.bytes(), key.length()));
        }
    }
}
