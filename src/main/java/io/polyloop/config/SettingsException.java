package io.polyloop.config;

import java.util.List;

/** Every fault that the settings have, each with the way to mend it. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    SettingsException(List<String> faults) {
        super("The settings have " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + "\n  - "
                + String.join("\n  - ", faults)
                + "\nEvery setting is explained in conf/polyloop.yaml.");
        this.faults = List.copyOf(faults);
    }

    /** One sentence for each fault. */
    public List<String> faults() {
        return faults;
    }
}
