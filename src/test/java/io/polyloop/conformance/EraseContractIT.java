package io.polyloop.conformance;

import static io.polyloop.conformance.RawHttp.JSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ContractNode.class)
class EraseContractIT {
    private final HttpCheck contract = new HttpCheck();
    private final RawHttp http;
    private final String topic = ContractNode.freshTopic();
    private final String address = "/api/v1/topics/" + topic;
    private String epoch;

    EraseContractIT(RawHttp http) {
        this.http = http;
    }

    @Test
    void an_erased_topic_is_empty_and_its_sequence_goes_on() {
        publish(3);
        assertEquals(204, erase("eraseTopic", address).status());

        RawResponse page = http.get(address + "/messages?after=0");
        assertEquals(3, page.json().getInteger("head"));
        assertEquals(new JsonArray(), page.json().getJsonArray("messages"));
        assertEquals(4, publish(1));
        assertFalse(http.get(address + "/messages?after=" + epoch + ":2").json().getBoolean("recovered"));
        assertTrue(http.get(address + "/messages?after=" + epoch + ":3").json().getBoolean("recovered"));
    }

    @Test
    void an_erased_topic_leaves_the_list_until_its_next_message() {
        publish(1);
        erase("eraseTopic", address);
        assertEquals(
                new JsonArray(),
                http.get("/api/v1/topics?prefix=" + topic).json().getJsonArray("topics"));
    }

    @Test
    void through_a_position_only_what_is_before_it_goes() {
        publish(5);
        assertEquals(
                204,
                erase("erase", address + "/messages?through=" + epoch + ":3").status());

        JsonArray kept = http.get(address + "/messages?after=0").json().getJsonArray("messages");
        assertEquals(2, kept.size());
        assertEquals(4, kept.getJsonObject(0).getInteger("seq"));
        assertEquals(
                204,
                erase("erase", address + "/messages?through=" + epoch + ":2").status());
    }

    @Test
    void a_repeat_with_the_key_of_an_erased_message_is_not_stored_again() {
        String key = "Idempotency-Key: " + topic;
        http.post(address + "/messages", "1", JSON, key);
        erase("eraseTopic", address);

        assertEquals(200, http.post(address + "/messages", "1", JSON, key).status());
        assertEquals(1, http.get(address + "/messages").json().getInteger("head"));
    }

    @Test
    void what_was_never_there_is_refused_and_nothing_goes() {
        publish(2);
        assertCode(404, "not_found", erase("eraseTopic", address + ".none"));
        assertCode(404, "not_found", erase("erase", address + ".none/messages?through=" + epoch + ":1"));
        assertCode(400, "invalid_position", erase("erase", address + "/messages?through=" + epoch + ":3"));
        assertCode(400, "invalid_position", erase("erase", address + "/messages?through=otherepoch:1"));
        RawResponse zero = erase("erase", address + "/messages?through=0");
        assertCode(400, "invalid_position", zero);
        assertFalse(zero.json().getString("detail").contains("0"), zero.json().encode());
        assertCode(400, "invalid_parameter", erase("erase", address + "/messages"));
        assertCode(400, "invalid_parameter", erase("eraseTopic", address + "?through=" + epoch + ":1"));
        assertCode(400, "invalid_topic", erase("eraseTopic", "/api/v1/topics/Big"));

        assertEquals(
                2,
                http.get(address + "/messages?after=0")
                        .json()
                        .getJsonArray("messages")
                        .size());
    }

    /** Returns the last sequence number. */
    private int publish(int messages) {
        int seq = 0;
        for (int i = 0; i < messages; i++) {
            RawResponse answer = http.post(address + "/messages", "1", JSON);
            epoch = answer.json().getString("epoch");
            seq = answer.json().getInteger("seq");
        }
        return seq;
    }

    private RawResponse erase(String operation, String target) {
        return contract.check(operation, http.send("DELETE", target, null));
    }

    private static void assertCode(int status, String code, RawResponse answer) {
        assertEquals(status, answer.status());
        assertEquals(code, answer.json().getString("code"));
    }
}
