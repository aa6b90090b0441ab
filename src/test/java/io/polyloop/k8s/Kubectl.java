package io.polyloop.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs kubectl, which contains kustomize. */
final class Kubectl {
    static final String INSTALL =
            "Install kubectl (src/test/sh/kubectl.sh unpacks one): https://kubernetes.io/docs/tasks/tools/";

    private Kubectl() {}

    /** Whether it is installed. Without it a developer's build continues, with a warning; one with CI set fails. */
    static boolean installed() {
        try {
            run("version", "--client");
            return true;
        } catch (IOException absent) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("k8s/ cannot be checked. " + INSTALL, absent);
            }
            System.err.println("NOT CHECKED: k8s/, because kubectl is not installed. " + INSTALL);
            return false;
        }
    }

    static String kustomize(Path folder) {
        try {
            return run("kustomize", folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubectl that fails is an error, not a reason to skip. */
    private static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, "kubectl");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new AssertionError(command + " failed: " + output);
        }
        return output;
    }
}
