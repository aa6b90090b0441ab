package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;

/** The schemas of a contract file, found by their place in it. */
final class Schemas {
    private static final String FILE = "app://contract";

    private final SchemaRepository schemas;

    Schemas(ContractFile file) {
        schemas = SchemaRepository.create(new JsonSchemaOptions()
                .setDraft(Draft.DRAFT202012)
                .setBaseUri(FILE)
                .setOutputFormat(OutputFormat.Basic));
        schemas.dereference(FILE, JsonSchema.of(file.root().copy()));
    }

    /** Fails unless {@code value} obeys the schema at {@code pointer}. */
    void check(String pointer, Object value) {
        OutputUnit outcome = schemas.validator(FILE + "#" + pointer).validate(value);
        assertTrue(outcome.getValid(), () -> value + " is not what " + pointer + " says: " + outcome.getErrors());
    }
}
