package io.polyloop.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTest {

    @Test
    void a_body_is_json_unless_the_content_type_is_another() {
        assertEquals("\"a\"", Response.of(200, "a").body().toString());
        assertEquals("null", Response.of(200, null).body().toString());
        assertEquals(
                "<p>",
                Response.of(200, "<p>")
                        .header("Content-Type", "text/html")
                        .body()
                        .toString());
        assertFalse(Response.of(204).hasBody());
    }

    @Test
    void a_header_may_have_several_values() {
        Response response = Response.of(200, 1).header("set-cookie", JsonArray.of("a=1", "b=2"));
        assertEquals(JsonArray.of("a=1", "b=2"), response.headers().getJsonArray("set-cookie"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "{'status':199}                                | a status is a number",
                "{'status':600}                                | a status is a number",
                "{'status':'200'}                              | a status is a number",
                "{}                                            | a status is a number",
                "{'status':200,'headers':[]}                   | headers are an object",
                "{'status':200,'headers':{'a b':'c'}}          | is no name of a header",
                "{'status':200,'headers':{'a':'b\\r\\nc: d'}}  | text without line breaks",
                "{'status':200,'headers':{'a':['b\\nc']}}      | text without line breaks",
                "{'status':200,'headers':{'a':null}}           | text without line breaks",
                "{'status':200,'headers':{'Content-Length':'9'}}   | is the server's own",
                "{'status':204,'body':1}                       | a 204 has no body",
                "{'status':200,'headers':{'content-type':'text/html'},'body':{}} | is text"
            })
    void what_would_break_the_answer_is_refused(String json, String reason) {
        JsonObject answer = new JsonObject(json.replace('\'', '"'));
        String message = assertThrows(IllegalArgumentException.class, () -> Response.parse(answer))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
