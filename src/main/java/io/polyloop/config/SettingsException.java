package io.polyloop.config;

import io.polyloop.log.LogText;
import java.util.List;
import java.util.stream.Collectors;

/** Every fault that the settings have, each with the way to mend it. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    SettingsException(List<String> faults) {
        super("The settings have " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:") + "\n  - "
                + faults.stream().map(LogText::escapeLine).collect(Collectors.joining("\n  - "))
                + "\nEvery setting is explained in conf/polyloop.yaml.");
        this.errors = List.copyOf(faults);
    }

    /** One sentence for each fault. */
    public List<String> errors() {
        return errors;
    }
}
