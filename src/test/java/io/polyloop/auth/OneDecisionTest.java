package io.polyloop.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.polyloop.config.AuthSettings;
import io.polyloop.config.RuleSettings;
import io.polyloop.config.TopicPattern;
import org.junit.jupiter.api.Test;

/** Only {@link Access} decides: a second place would sooner or later decide otherwise. */
class OneDecisionTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.polyloop");

    @Test
    void only_a_rule_makes_a_decision_that_allows() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Rule.class)
                .should()
                .callMethod(Decision.class, "allow", int.class)
                .check(MAIN);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Decision.class)
                .should()
                .callConstructor(Decision.class, boolean.class, int.class, String.class)
                .check(MAIN);
    }

    @Test
    void only_access_asks_a_rule() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Access.class, Rule.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Rule.class)
                .check(MAIN);
    }

    @Test
    void the_rules_are_read_by_access_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..auth..", "..config..")
                .should()
                .callMethod(AuthSettings.class, "rules")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(RuleSettings.class, TopicPattern.class)
                .check(MAIN);
    }
}
