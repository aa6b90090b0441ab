package io.polyloop.docs.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** docs/first-feature.md as its reader works through it: files to write and commands to run, in their order. */
final class Page {
    private static final Pattern PART = Pattern.compile(
            "^## |\\*\\*(Java|JavaScript)\\.\\*\\*|(?:^`([^`\n]+)`:\n\n)?```(\\w+)\n(.*?)```\n(?:<!-- prints (.*?) -->)?",
            Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * A step for all readers, or for those of one language.
     *
     * @param language empty for all
     * @param file what {@code text} is added to; null for a command
     * @param printed a part of what the command prints; null if the page does not say
     */
    record Step(String language, String file, String text, String printed) {}

    private Page() {}

    /** The steps of a reader who follows one language. */
    static List<Step> steps(String language) {
        return steps().stream()
                .filter(step -> step.language().isEmpty() || step.language().equals(language))
                .toList();
    }

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        String language = "";
        for (Matcher part = PART.matcher(text()); part.find(); ) {
            if (part.group(4) == null) {
                language = part.group(1) == null ? "" : part.group(1);
            } else if (part.group(2) != null || part.group(3).equals("sh")) {
                steps.add(new Step(language, part.group(2), part.group(4), part.group(5)));
            }
        }
        return steps;
    }

    private static String text() {
        try {
            String page = Files.readString(Path.of("docs/first-feature.md"));
            return page.substring(page.indexOf("\n## 1."));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
