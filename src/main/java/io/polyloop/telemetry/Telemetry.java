package io.polyloop.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.polyloop.config.TraceSettings;
import io.polyloop.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import java.time.Duration;

/** The OpenTelemetry SDK of one node. Spans are exported on a thread of their own. */
public final class Telemetry implements VertxTracerFactory {
    private static final String SERVICE = "polyloop";
    private static final int MAX_BATCH = 512;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** The longest value of an attribute, in characters: paths are as long as a client makes them. */
    private static final int MAX_ATTRIBUTE = 256;

    private final TraceSettings settings;
    private final String version;
    private final MeterRegistry registry;
    private final NodeTracer tracer;

    /** @param version of the service */
    public Telemetry(TraceSettings settings, String version, MeterRegistry registry) {
        this.settings = settings;
        this.version = version;
        this.registry = registry;
        this.tracer = new NodeTracer(settings.sampling());
    }

    @Override
    public VertxTracer<?, ?> tracer(TracingOptions options) {
        return tracer;
    }

    /**
     * Starts to record the spans of a node.
     *
     * @param vertx built with this factory
     * @param node the id of the node
     */
    public void start(Vertx vertx, String node) {
        CountingSpanExporter exporter = new CountingSpanExporter(otlp(), settings.queue(), registry, System::nanoTime);
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(resource(node))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(MAX_ATTRIBUTE)
                        .build())
                .addSpanProcessor(new BoundedSpanProcessor(batches(exporter), exporter))
                .build();
        tracer.use(provider.get(Telemetry.class.getPackageName()));
        Traces.set(vertx, new OpenTelemetryTraces(tracer, () -> stop(provider)));
    }

    private Future<Void> stop(SdkTracerProvider provider) {
        tracer.use(null);
        Promise<Void> exported = Promise.promise();
        provider.shutdown().whenComplete(exported::complete);
        return exported.future();
    }

    private SpanExporter otlp() {
        OtlpHttpSpanExporterBuilder builder =
                OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint()).setTimeout(settings.timeout());
        settings.headers().forEach(builder::addHeader);
        return builder.build();
    }

    private BatchSpanProcessor batches(SpanExporter exporter) {
        return BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(settings.queue())
                .setMaxExportBatchSize(Math.min(MAX_BATCH, settings.queue()))
                .setScheduleDelay(INTERVAL)
                .setExporterTimeout(settings.timeout())
                .build();
    }

    private Resource resource(String node) {
        AttributesBuilder attributes = Attributes.builder()
                .put("service.name", SERVICE)
                .put("service.version", version)
                .put("service.instance.id", node);
        settings.attributes().forEach(attributes::put);
        return Resource.getDefault().merge(Resource.create(attributes.build()));
    }
}
