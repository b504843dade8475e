package io.weir.connector.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkTableTest {
    @ParameterizedTest
    @CsvSource({
        "`default_catalog`.`default_database`.`clicks`, default_catalog, default_database, clicks",
        "`default_catalog`.`default_database`.`a.b`, default_catalog, default_database, a.b",
        "`my``own`.`x.y`.`a```, my`own, x.y, a`",
        "clicks, default_catalog, default_database, clicks",
        "shop.daily.clicks, shop, daily, clicks",
    })
    void aTableHasTheNameThatItHasInSql(String name, String catalog, String database, String table) {
        FlinkTable flinkTable = new FlinkTable(
                name, Map.of(), RowType.of(), List.of(), List.of(), Map.of(), FlinkTableTest.class.getClassLoader());
        assertThat(flinkTable.getObjectIdentifier().toList()).containsExactly(catalog, database, table);
    }
}
