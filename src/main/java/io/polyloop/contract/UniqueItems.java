package io.polyloop.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.keyword.AbstractKeyword;
import com.networknt.schema.keyword.BaseKeywordValidator;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.NodePath;
import java.util.HashSet;
import java.util.Set;

/**
 * The keyword {@code uniqueItems}. The validator's own puts nodes into a hash set: with items of equal hash, which are easy
 * to make, it compares each with each. Texts of equal hash are kept in order instead, and found in a few comparisons.
 */
final class UniqueItems extends AbstractKeyword {
    UniqueItems() {
        super("uniqueItems");
    }

    @Override
    public KeywordValidator newValidator(
            SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) {
        return new Validator(this, value, location, parent, context);
    }

    private static final class Validator extends BaseKeywordValidator {
        Validator(UniqueItems keyword, JsonNode value, SchemaLocation location, Schema parent, SchemaContext context) {
            super(keyword, value, location, parent, context);
        }

        @Override
        public void validate(ExecutionContext context, JsonNode node, JsonNode root, NodePath place) {
            if (getSchemaNode().booleanValue() && node.isArray() && !allDiffer(node)) {
                context.addError(error().instanceNode(node)
                        .instanceLocation(place)
                        .evaluationPath(context.getEvaluationPath())
                        .locale(context.getExecutionConfig().getLocale())
                        .build());
            }
        }

        private static boolean allDiffer(JsonNode items) {
            Set<String> seen = new HashSet<>();
            for (JsonNode item : items) {
                if (!seen.add(CanonicalText.of(item))) {
                    return false;
                }
            }
            return true;
        }
    }
}
