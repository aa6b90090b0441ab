package io.polyloop.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.polyloop.config.TraceSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The OpenTelemetry SDK of this process. Spans are exported on a thread of their own. */
public final class Telemetry {
    private static final String SERVICE = "polyloop";
    private static final int MAX_BATCH = 512;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Queue<OpenTelemetrySdk> STARTED = new ConcurrentLinkedQueue<>();

    private Telemetry() {}

    /** Starts to record spans. With what this returns, Vert.x creates those of requests and of messages on the bus. */
    public static VertxTracerFactory start(TraceSettings settings, String version, MeterRegistry registry) {
        var otlp =
                OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint()).setTimeout(settings.timeout());
        settings.headers().forEach(otlp::addHeader);
        Export export = new Export(otlp.build(), settings.queue(), registry);
        BatchSpanProcessor batches = BatchSpanProcessor.builder(export)
                .setMaxQueueSize(settings.queue())
                .setMaxExportBatchSize(Math.min(MAX_BATCH, settings.queue()))
                .setScheduleDelay(INTERVAL)
                .setExporterTimeout(settings.timeout())
                .build();
        SdkTracerProvider tracers = SdkTracerProvider.builder()
                .setResource(resource(version))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampling())))
                .addSpanProcessor(new SpanQueue(batches, export))
                .build();
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(tracers)
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        Traces.use(sdk.getTracer(Telemetry.class.getPackageName()));
        STARTED.add(sdk);
        return new OpenTelemetryTracingFactory(sdk);
    }

    /** Records no further spans, and completes when the recorded ones are exported or dropped. Never fails. */
    public static Future<Void> stop() {
        Traces.use(null);
        OpenTelemetrySdk sdk = STARTED.poll();
        if (sdk == null) {
            return Future.succeededFuture();
        }
        Promise<Void> closed = Promise.promise();
        sdk.getSdkTracerProvider().shutdown().whenComplete(closed::complete);
        return closed.future();
    }

    private static Resource resource(String version) {
        return Resource.getDefault()
                .merge(Resource.create(Attributes.builder()
                        .put("service.name", SERVICE)
                        .put("service.version", version)
                        .put("service.instance.id", UUID.randomUUID().toString())
                        .build()));
    }
}
