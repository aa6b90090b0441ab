package io.polyloop.bench.http;

import io.polyloop.bench.Peer;
import io.polyloop.bench.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** nginx with the settings that are known to be fastest: a worker on each core, no access log, cached open files. */
record Nginx(String name) implements Peer {
    private static final String CONFIGURATION =
            """
            daemon off;
            %1$s
            worker_processes auto;
            worker_rlimit_nofile 8192;
            pid %2$s/nginx.pid;
            error_log %2$s/error.log;
            events {
                worker_connections 4096;
            }
            http {
                include /etc/nginx/mime.types;
                access_log off;
                sendfile on;
                tcp_nopush on;
                keepalive_timeout 75s;
                keepalive_requests 1000000000;
                open_file_cache max=100 inactive=60s;
                open_file_cache_valid 1s;
                client_body_temp_path %2$s/body;
                proxy_temp_path %2$s/proxy;
                fastcgi_temp_path %2$s/fastcgi;
                uwsgi_temp_path %2$s/uwsgi;
                scgi_temp_path %2$s/scgi;
                server {
                    listen 127.0.0.1:%3$d reuseport;
                    root %4$s;
                    location /api/ {
                        default_type application/json;
                        return 200 '{"name":"Ada","from":"nginx"}';
                    }
                }
            }
            """;

    @Override
    public Optional<String> unavailable() {
        return SystemServers.missing("nginx", "nginx");
    }

    @Override
    public double warmUpFactor() {
        return SystemServers.WARM_UP;
    }

    @Override
    public ServerProcess start(Path folder) throws IOException {
        int port = ServerProcess.freePort();
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(user(), folder, port, SystemServers.pages(folder)));
        return ServerProcess.start(
                folder,
                port,
                Map.of(),
                List.of(
                        SystemServers.command("nginx"),
                        "-c",
                        file.toString(),
                        "-e",
                        folder.resolve("error.log").toString()));
    }

    // Started by root, nginx would switch to a user that might not have access to the page.
    private static String user() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }
}
