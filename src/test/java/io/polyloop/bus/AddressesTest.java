package io.polyloop.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.polyloop.topic.TopicName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AddressesTest {
    private static final String TOPIC = "topic.";

    @Test
    void a_topic_has_its_own_address_and_one_for_each_prefix() {
        assertEquals(
                List.of("topic.readings.d1.t", "topic.readings.*", "topic.readings.d1.*"),
                Addresses.committed(new TopicName("readings.d1.t")));
    }

    @ParameterizedTest
    @MethodSource("fixed")
    void no_topic_shares_an_address_of_the_engine(String address) {
        assertFalse(address.startsWith(TOPIC), address);
    }

    static Stream<String> fixed() {
        return Stream.of(Addresses.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(AddressesTest::value);
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(hidden);
        }
    }
}
