package io.polyloop.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.topic.Problem;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are refused: with an error if they can be understood as frames, or else with a close code. */
@ExtendWith(ContractNode.class)
class WebSocketRefusalIT {
    private final FrameCheck frames = new FrameCheck();
    private final RawHttp http;
    private RawWebSocket socket;

    WebSocketRefusalIT(RawHttp http) {
        this.http = http;
    }

    @BeforeEach
    void open() throws IOException {
        socket = RawWebSocket.open(http);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_JSON      | ''",
                "INVALID_JSON      | {",
                "INVALID_JSON      | nonsense",
                "INVALID_JSON      | {\"op\":\"ping\"} x",
                "INVALID_JSON      | {\"op\":\"ping\",\"op\":\"ping\"}",
                "INVALID_JSON      | {\"op\":\"publish\",\"topic\":\"t\",\"data\":NaN}",
                "INVALID_JSON      | {\"op\":\"publish\",\"topic\":\"t\",\"data\":1e400}",
                "INVALID_JSON      | {\"op\":\"publish\",\"topic\":\"t\",\"data\":\"\\ud800\"}",
                "INVALID_MESSAGE   | null",
                "INVALID_MESSAGE   | []",
                "INVALID_MESSAGE   | {}",
                "INVALID_MESSAGE   | {\"op\":null}",
                "INVALID_MESSAGE   | {\"op\":7}",
                "INVALID_MESSAGE   | {\"op\":\"nonsense\"}",
                "INVALID_MESSAGE   | {\"op\":\"subscribed\",\"topic\":\"t\"}",
                "INVALID_MESSAGE   | {\"op\":\"ping\",\"id\":{}}",
                "INVALID_MESSAGE   | {\"op\":\"publish\",\"topic\":\"t\"}",
                "INVALID_MESSAGE   | {\"op\":\"subscribe\",\"topic\":7}",
                "INVALID_PARAMETER | {\"op\":\"subscribe\",\"topic\":\"t\",\"onSlow\":\"never\"}",
                "INVALID_TOPIC     | {\"op\":\"subscribe\"}",
                "INVALID_TOPIC     | {\"op\":\"subscribe\",\"topic\":\"T\"}",
                "INVALID_TOPIC     | {\"op\":\"unsubscribe\",\"topic\":\"T\"}",
                "INVALID_TOPIC     | {\"op\":\"publish\",\"topic\":\"\",\"data\":1}",
                "INVALID_POSITION  | {\"op\":\"subscribe\",\"topic\":\"t\",\"after\":\"x\"}",
                "INVALID_POSITION  | {\"op\":\"subscribe\",\"topic\":\"t\",\"after\":\"aaaaaaaaaaaa:01\"}",
                "INVALID_PARAMETER | {\"op\":\"publish\",\"topic\":\"t\",\"key\":\"a b\",\"data\":1}",
                "INVALID_PARAMETER | {\"op\":\"publish\",\"topic\":\"t\",\"key\":\"\",\"data\":1}"
            })
    void a_bad_frame_gets_an_error_and_the_connection_lives_on(Problem problem, String frame) throws IOException {
        socket.send(frame);

        frames.error(problem, socket.next());
        alive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_MESSAGE   | {'op':'nonsense','id':ID}",
                "INVALID_MESSAGE   | {'id':ID}",
                "INVALID_MESSAGE   | {'op':null,'id':ID}",
                "INVALID_MESSAGE   | {'op':['ping'],'id':ID}",
                "INVALID_MESSAGE   | {'op':'ping','topic':'t','id':ID}",
                "INVALID_MESSAGE   | {'op':'ping','pong':{'id':5},'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','afer':'0','id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','key':'k','id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':null,'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':{'a':1},'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','after':0,'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','after':null,'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','onSlow':null,'id':ID}",
                "INVALID_MESSAGE   | {'op':'subscribe','topic':'t','onSlow':true,'id':ID}",
                "INVALID_PARAMETER | {'op':'subscribe','topic':'t','onSlow':'WAIT','id':ID}",
                "INVALID_POSITION  | {'op':'subscribe','topic':'t','after':'','id':ID}",
                "INVALID_POSITION  | {'op':'subscribe','topic':'t','after':'00','id':ID}",
                "INVALID_TOPIC     | {'op':'subscribe','topic':'T','id':ID}",
                "INVALID_JSON      | {'op':'subscribe','topic':'\\ud800','id':ID}",
                "INVALID_MESSAGE   | {'op':'unsubscribe','topic':'t','after':'0','id':ID}",
                "INVALID_MESSAGE   | {'op':'unsubscribe','topic':['t'],'id':ID}",
                "INVALID_MESSAGE   | {'op':'unsubscribe','topic':'never.subscribed','id':ID}",
                "INVALID_TOPIC     | {'op':'unsubscribe','id':ID}",
                "INVALID_MESSAGE   | {'op':'publish','topic':'t','id':ID}",
                "INVALID_MESSAGE   | {'op':'publish','topic':'t','key':null,'data':1,'id':ID}",
                "INVALID_MESSAGE   | {'op':'publish','topic':'t','key':7,'data':1,'id':ID}",
                "INVALID_MESSAGE   | {'op':'publish','topic':'t','data':1,'onSlow':'wait','id':ID}",
                "INVALID_PARAMETER | {'op':'publish','topic':'t','key':'','data':1,'id':ID}",
                "INVALID_TOPIC     | {'op':'publish','data':1,'id':ID}",
                "INVALID_MESSAGE   | {'op':'auth','id':ID}",
                "INVALID_MESSAGE   | {'op':'auth','token':null,'id':ID}",
                "INVALID_MESSAGE   | {'op':'auth','token':'t','user':'u','id':ID}",
                "NOT_IMPLEMENTED   | {'op':'auth','token':'t','id':ID}",
                "INVALID_JSON      | {'op':'ping','op':'ping','id':ID}",
                "INVALID_JSON      | {'op':'publish','topic':'t','data':{'a':1,'a':2},'id':ID}",
                "INVALID_JSON      | {'op':'publish','topic':'t','data':1e400,'id':ID}",
                "INVALID_JSON      | {'op':'publish','topic':'t','data':NaN,'id':ID}",
                "INVALID_JSON      | {'op':'publish','topic':'t','data':01,'id':ID}",
                "INVALID_JSON      | {'op':'publish','topic':'t','data':'\\ud800','id':ID}",
                "INVALID_JSON      | {'op':'ping','id':ID} x",
                "INVALID_JSON      | {'op':'ping','id':ID,",
                "INVALID_JSON      | {'id':ID,'op':'ping',}"
            })
    void an_error_has_the_id_of_its_frame_wherever_the_fault_is(Problem problem, String frame) throws IOException {
        socket.send(frame.replace('\'', '"').replace("ID", "\"n7\""));
        assertEquals("n7", frames.error(problem, socket.next()).getString("id"));

        socket.send(frame.replace('\'', '"').replace("ID", "7"));
        assertEquals(7, frames.error(problem, socket.next()).getInteger("id"));
        alive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_JSON    | 1e400",
                "INVALID_JSON    | -1e400",
                "INVALID_JSON    | NaN",
                "INVALID_JSON    | 07",
                "INVALID_JSON    | '\\ud800'",
                "INVALID_MESSAGE | null",
                "INVALID_MESSAGE | true",
                "INVALID_MESSAGE | {}",
                "INVALID_MESSAGE | [1]"
            })
    void an_id_that_no_answer_could_have_is_refused(Problem problem, String id) throws IOException {
        socket.send("{\"op\":\"ping\",\"id\":" + id.replace('\'', '"') + "}");

        frames.error(problem, socket.next());
        alive();
    }

    @Test
    void an_id_has_up_to_128_characters() throws IOException {
        socket.send(new JsonObject().put("op", "ping").put("id", "x".repeat(128)));
        assertEquals("x".repeat(128), frames.frame("pong", socket.next()).getString("id"));

        socket.send(new JsonObject().put("op", "ping").put("id", "x".repeat(129)));
        assertFalse(frames.error(Problem.INVALID_MESSAGE, socket.next()).containsKey("id"));
    }

    @Test
    void the_characters_of_an_id_are_counted_as_json_schema_counts_them() throws IOException {
        String id = "\ud83d\ude00".repeat(128);
        socket.send(new JsonObject().put("op", "ping").put("id", id));
        assertEquals(id, frames.frame("pong", socket.next()).getString("id"));

        socket.send(new JsonObject().put("op", "ping").put("id", id + "x"));
        assertFalse(frames.error(Problem.INVALID_MESSAGE, socket.next()).containsKey("id"));
    }

    @Test
    void a_message_one_byte_too_large_gets_an_error() throws IOException {
        String data = '"' + "x".repeat(65_535) + '"';
        socket.send("{\"op\":\"publish\",\"topic\":\"t\",\"id\":1,\"data\":" + data + "}");

        assertEquals(1, frames.error(Problem.TOO_LARGE, socket.next()).getInteger("id"));
        alive();
    }

    @Test
    void text_that_is_not_utf_8_closes_with_1007() throws IOException {
        socket.send(RawWebSocket.TEXT, RawHttp.bytes("{\"op\":\"ping\",\"id\":\"\u00c3(\"}"));

        assertEquals(1007, socket.closeCode());
    }

    @Test
    void a_binary_frame_closes_with_1003() throws IOException {
        socket.send(RawWebSocket.BINARY, RawHttp.bytes("{\"op\":\"ping\"}"));

        assertEquals(1003, socket.closeCode());
    }

    @Test
    void a_frame_far_too_large_closes_with_1009() throws IOException {
        socket.send("{\"op\":\"publish\",\"topic\":\"t\",\"data\":\"" + "x".repeat(100_000) + "\"}");

        assertEquals(1009, socket.closeCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 11, 15})
    void an_unknown_opcode_closes_with_1002(int opcode) throws IOException {
        socket.send(opcode, new byte[0]);

        assertEquals(1002, socket.closeCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535})
    @Tag("internals")
    void a_close_code_that_there_is_not_closes_with_1002(int code) throws IOException {
        socket.send(8, new byte[] {(byte) (code >> 8), (byte) code});

        assertEquals(1002, socket.closeCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 3000, 4999})
    void a_close_code_that_there_is_comes_back(int code) throws IOException {
        socket.send(8, new byte[] {(byte) (code >> 8), (byte) code});

        assertEquals(code, socket.closeCode());
    }

    private void alive() throws IOException {
        socket.send("{\"op\":\"ping\",\"id\":\"alive\"}");
        assertEquals("alive", frames.frame("pong", socket.next()).getString("id"));
    }
}
