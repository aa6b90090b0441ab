package io.polyloop.docs.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.polyloop.docs.ShellTour;
import io.polyloop.docs.orders.Page.Step;
import io.polyloop.fixture.TestNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Works through docs/first-feature.md: writes the files and runs the commands. A node starts again after new files. */
class FirstFeatureIT {
    @TempDir
    Path folder;

    private PageProject project;
    private int nodes;

    @BeforeEach
    void open() {
        project = new PageProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Java", "JavaScript"})
    void each_command_prints_the_documented_answer(String language) throws Exception {
        List<ShellTour.Step> commands = new ArrayList<>();
        for (Step step : Page.steps(language)) {
            if (step.printed() != null) {
                commands.add(new ShellTour.Step(step.text(), step.printed()));
            } else if (step.file() != null) {
                run(commands);
                project.write(step);
            }
        }
        run(commands);
        assertEquals(4, nodes);
    }

    private void run(List<ShellTour.Step> commands) throws Exception {
        if (!commands.isEmpty()) {
            Path data = Files.createDirectories(folder.resolve("data"));
            try (TestNode node = TestNode.start(data)) {
                new ShellTour(folder, List.copyOf(commands)).run(node);
            }
            commands.clear();
            nodes++;
        }
    }
}
