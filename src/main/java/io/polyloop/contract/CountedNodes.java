package io.polyloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes nodes that count each look through what they contain as {@link Work}. */
final class CountedNodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    private static final int PART = 10;
    private static final int CHARACTERS = 8;

    private final transient Work work;

    CountedNodes(Work work) {
        this.work = work;
    }

    @Override
    public ObjectNode objectNode() {
        return new CountedObject(this);
    }

    @Override
    public ArrayNode arrayNode(int capacity) {
        return new CountedArray(this, capacity);
    }

    @Override
    public TextNode textNode(String text) {
        return new CountedText(text, work);
    }

    private void count(JsonNode node) {
        work.take(1L + (long) PART * node.size());
    }

    // Its superclass has a deepCopy that the compiler cannot check.
    @SuppressWarnings("unchecked")
    private static final class CountedObject extends ObjectNode {
        private static final long serialVersionUID = 1L;

        private final transient CountedNodes nodes;

        CountedObject(CountedNodes nodes) {
            super(nodes, new LinkedHashMap<>());
            this.nodes = nodes;
        }

        @Override
        public Iterator<JsonNode> elements() {
            nodes.count(this);
            return super.elements();
        }

        @Override
        public Iterator<String> fieldNames() {
            nodes.count(this);
            return super.fieldNames();
        }

        @Override
        public Iterator<Map.Entry<String, JsonNode>> fields() {
            nodes.count(this);
            return super.fields();
        }

        @Override
        public java.util.Set<Map.Entry<String, JsonNode>> properties() {
            nodes.count(this);
            return super.properties();
        }

        @Override
        public boolean equals(Object other) {
            nodes.count(this);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            nodes.count(this);
            return super.hashCode();
        }
    }

    // Its superclass has a deepCopy that the compiler cannot check.
    @SuppressWarnings("unchecked")
    private static final class CountedArray extends ArrayNode {
        private static final long serialVersionUID = 1L;

        private final transient CountedNodes nodes;

        CountedArray(CountedNodes nodes, int capacity) {
            super(nodes, capacity);
            this.nodes = nodes;
        }

        @Override
        public Iterator<JsonNode> elements() {
            nodes.count(this);
            return super.elements();
        }

        @Override
        public boolean equals(Object other) {
            nodes.count(this);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            nodes.count(this);
            return super.hashCode();
        }
    }

    private static final class CountedText extends TextNode {
        private static final long serialVersionUID = 1L;

        private final transient Work work;

        CountedText(String text, Work work) {
            super(text);
            this.work = work;
        }

        @Override
        public String textValue() {
            work.take(1 + _value.length() / CHARACTERS);
            return super.textValue();
        }

        @Override
        public String asText() {
            return textValue();
        }

        // Also of equal texts that are not the same: declared so that the equals of the superclass is kept on purpose.
        @Override
        public boolean equals(Object other) {
            work.take(1 + _value.length() / CHARACTERS);
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
