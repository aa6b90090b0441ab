package io.polyloop.bench.transaction;

import io.polyloop.bench.append.Writers;
import java.nio.file.Path;

/** How a row and a message become durable together, and what that is compared with. */
enum UnitStrategy {
    APPEND("append alone, without a row", (url, folder) -> new EngineWriters(Work.APPEND, url, folder)),
    TRANSACTION("transaction", (url, folder) -> new EngineWriters(Work.TRANSACTION, url, folder)),
    JDBC_EACH("JDBC, one commit each", (url, folder) -> new JdbcWriters(1, url, folder)),
    UNIT("unit of work", (url, folder) -> new EngineWriters(Work.UNIT, url, folder)),
    JDBC_GROUP("JDBC, group commit", (url, folder) -> new JdbcWriters(1_000, url, folder)),
    // part:javascript
    SCRIPT_APPEND("JavaScript: append", (url, folder) -> new EngineWriters(Work.SCRIPT_APPEND, url, folder)),
    SCRIPT_UNIT("JavaScript: unit of work", (url, folder) -> new EngineWriters(Work.SCRIPT_UNIT, url, folder)),
    // end:javascript
    BESIDE("append beside transactions and units", BesideWriters::new);

    private interface Factory {
        Writers open(String url, Path folder) throws Exception;
    }

    private final String title;
    private final Factory factory;

    UnitStrategy(String title, Factory factory) {
        this.title = title;
        this.factory = factory;
    }

    /** The name in tables. */
    String title() {
        return title;
    }

    Writers open(String url, Path folder) throws Exception {
        return factory.open(url, folder);
    }
}
