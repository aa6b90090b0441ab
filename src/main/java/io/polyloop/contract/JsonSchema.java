package io.polyloop.contract;

import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A compiled JSON schema (2020-12). It judges a value as a whole, on any thread, and stops at the first fault.
 *
 * <p>Formats are assertions. Nothing is fetched: {@link SchemaReader} has left no reference to another document.
 */
public final class JsonSchema {
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .formats(formats -> {
                formats.clear();
                for (Format format : Format.values()) {
                    formats.put(format.wireName(), new FormatRule(format));
                }
            })
            .keyword(new UniqueItems())
            .build();

    private static final SchemaRegistryConfig CONFIG = SchemaRegistryConfig.builder()
            .failFast(true)
            .formatAssertionsEnabled(true)
            .locale(Locale.ROOT)
            .regularExpressionFactory(expression -> new BoundedPattern(expression)::find)
            .build();

    private final JsonObject source;
    private final Schema validator;

    private JsonSchema(JsonObject source) {
        this.source = source;
        this.validator = SchemaRegistry.withDialect(DIALECT, registry -> registry.schemaRegistryConfig(CONFIG)
                        .schemaLoader(loader -> loader.fetchRemoteResources(false)))
                .getSchema(JsonNodes.of(source));
        validator.initializeValidators();
    }

    /**
     * Compiles the schema at a JSON pointer of a document.
     *
     * @param name of the document, for messages
     * @throws IllegalArgumentException with the place of a fault
     */
    public static JsonSchema of(Object document, String pointer, String name) {
        return new JsonSchema(new SchemaReader(document, name).read(pointer));
    }

    /** Itself, with every reference within it. */
    JsonObject source() {
        return source;
    }

    /** The first fault of a value, or null. One that takes too many steps to judge is at fault. */
    public Fault check(Object value) {
        return check(value, new Work());
    }

    Fault check(Object value, Work work) {
        try {
            List<Error> errors = new ArrayList<>();
            work.run(() -> errors.addAll(validator.validate(work, JsonNodes.of(value, work), OutputFormat.DEFAULT)));
            return errors.isEmpty() ? null : Fault.of(errors.get(0));
        } catch (Work.TooMuchWork tooMuch) {
            return new Fault("", "takes more than " + Work.MAX + " steps to validate; send less at once");
        }
    }
}
