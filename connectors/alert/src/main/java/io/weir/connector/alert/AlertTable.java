package io.weir.connector.alert;

import java.time.Duration;

/**
 * The table that alerts are written to.
 *
 * @param pipeline the pipeline that writes, "" where it has no name
 * @param name the table's name, without catalog and database
 * @param isKeyed true if the table has a primary key: then a row that is deleted resolves its alert. Else alerts are
 *     resolved by time.
 * @param resolveAfter without a primary key: how long an alert stays after it was raised last
 */
public record AlertTable(String pipeline, String name, boolean isKeyed, Duration resolveAfter) {}
