package io.polyloop.config;

/** The server for probes and metrics. It allows the same hosts as the public server. */
public record ManagementSettings(String host, int port, AllowedHosts allowedHosts) {

    static ManagementSettings read(SettingsReader reader, int offset) {
        int port = reader.number("management.port", 0, 65_535);
        return new ManagementSettings(
                reader.text("management.host"), HttpSettings.shifted(port, offset), AllowedHosts.read(reader));
    }
}
