package io.polyloop.live;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class DependenciesTest {
    /** One slice for each source file: a class and its nested classes. */
    private static final SliceAssignment FILES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getName().replaceAll("\\$.*", ""));
        }

        @Override
        public String getDescription() {
            return "files of the package live";
        }
    };

    @Test
    void classes_of_the_fan_out_depend_on_each_other_in_one_direction() {
        slices().assignedFrom(FILES)
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(Hub.class.getPackageName()));
    }
}
