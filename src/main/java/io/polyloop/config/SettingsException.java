package io.polyloop.config;

import io.polyloop.log.LogText;
import java.util.List;
import java.util.stream.Collectors;

/** All invalid settings, each with its remedy. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    SettingsException(List<String> errors) {
        super(errors.size() + (errors.size() == 1 ? " invalid setting:" : " invalid settings:") + "\n  - "
                + errors.stream().map(LogText::escapeLine).collect(Collectors.joining("\n  - "))
                + "\nconf/polyloop.yaml describes every setting, and conf/app.yaml those of your own.");
        this.errors = List.copyOf(errors);
    }

    /** One line for each invalid setting. */
    public List<String> errors() {
        return errors;
    }
}
