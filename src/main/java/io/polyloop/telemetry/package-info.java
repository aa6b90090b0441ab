/** Records spans with OpenTelemetry and exports them by OTLP. Nothing of it is loaded unless an endpoint is set. */
package io.polyloop.telemetry;
