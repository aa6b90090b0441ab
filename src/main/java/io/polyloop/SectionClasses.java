package io.polyloop;

import io.polyloop.config.AppSettings;
import io.polyloop.config.Settings;
import io.polyloop.settings.Section;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;

/** Runs the classes of {@code app.settings}, which check the sections of {@code app.yaml}. */
public final class SectionClasses {
    private final AppSettings app;
    private final List<String> faults = new ArrayList<>();

    private SectionClasses(AppSettings app) {
        this.app = app;
    }

    /** One line for each fault that the classes find, or that a class has itself. */
    public static List<String> faults(Settings settings) {
        SectionClasses classes = new SectionClasses(settings.app());
        settings.app().readers().forEach(classes::check);
        return classes.faults;
    }

    private void check(String section, String className) {
        String key = "app.settings." + section + ": ";
        if (!app.sections().containsKey(section)) {
            faults.add(key + "there is no section " + section + "; " + app.hint(section));
            return;
        }
        List<String> found = new ArrayList<>();
        try {
            Class.forName(className)
                    .getConstructor(Section.class)
                    .newInstance(
                            new Section(section, app.sections().get(section).copy(), found));
        } catch (InvocationTargetException failed) {
            // A placeholder in place of an invalid value can be what it failed on.
            if (found.isEmpty()) {
                faults.add(key + className + " failed: " + failed.getCause() + place(failed.getCause(), className)
                        + "; fix it, or call Section.reject for a value that it does not accept");
            }
        } catch (ReflectiveOperationException | LinkageError unusable) {
            faults.add(key + className + " is not a public class with a public constructor (Section): "
                    + unusable.getClass().getSimpleName() + "; fix the name or the class, or remove the line");
        }
        found.removeIf(fault -> app.isInvalid(fault.substring(0, fault.indexOf(':'))));
        faults.addAll(found);
    }

    private static String place(Throwable failure, String className) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().equals(className)) {
                return " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
            }
        }
        return "";
    }
}
