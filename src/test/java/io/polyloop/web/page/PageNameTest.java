package io.polyloop.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.polyloop.topic.Problem;
import io.polyloop.topic.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageNameTest {
    @Test
    void a_path_that_ends_with_a_slash_is_its_index() {
        assertEquals("index.html", PageName.of("/"));
        assertEquals("docs/index.html", PageName.of("/docs/"));
    }

    @Test
    void a_path_is_the_name_without_its_first_slash() {
        assertEquals("mypage.html", PageName.of("/mypage.html"));
        assertEquals("a/b-c_d~e.min.js", PageName.of("/a/b-c_d~e.min.js"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "index.html",
                "/..",
                "/../index.html",
                "/a/../../b",
                "/%2e%2e%2findex.html",
                "/%2E%2E/index.html",
                "/a%2findex.html",
                "/..\\index.html",
                "/a\\b",
                "/\0",
                "/index.html%00.png",
                "/.env",
                "/.git/config",
                "/a/.hidden",
                "//etc/passwd",
                "/a//b",
                "/./index.html",
                "/C:/autoexec.bat",
                "/index.html;v=1",
                "/index.html\n"
            })
    void a_path_that_could_lead_elsewhere_is_not_found(String path) {
        ProblemException refusal = assertThrows(ProblemException.class, () -> PageName.of(path));
        assertEquals(Problem.NOT_FOUND, refusal.problem());
    }

    @Test
    void a_path_longer_than_file_systems_allow_is_not_found() {
        assertThrows(ProblemException.class, () -> PageName.of("/" + "a".repeat(300)));
        assertThrows(ProblemException.class, () -> PageName.of("/a".repeat(300)));
    }
}
