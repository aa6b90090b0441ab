package io.polyloop;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.polyloop.live.Hub;
import io.polyloop.plugin.VerticlePlugin;
import io.polyloop.route.Caller;
import io.polyloop.topic.Journal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The allowed dependencies between the packages of {@code io.polyloop}. */
class ArchitectureTest {
    private static final String ROOT = Main.class.getPackageName();
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /**
     * The packages that each package of the engine may import. A package without a line is an extension, such as a
     * sample or a package of your own: it may import {@link PublicApiTest#PACKAGES} and other extensions.
     */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("topic", Set.of()),
            Map.entry("config", Set.of("log", "plugin")),
            Map.entry("settings", Set.of("config")),
            Map.entry("limit", Set.of("topic", "config")),
            Map.entry("auth", Set.of("limit", "topic", "config")),
            Map.entry("auth.token", Set.of("auth", "topic", "config")),
            Map.entry("plugin", Set.of()),
            Map.entry("internals", Set.of("loop")),
            Map.entry("log", Set.of()),
            Map.entry("http", Set.of("internals", "topic", "config")),
            Map.entry("loop", Set.of()),
            Map.entry("verticle", Set.of("internals", "topic")),
            Map.entry("trace", Set.of()),
            Map.entry("telemetry", Set.of("trace", "config")), // part:traces
            Map.entry("bus", Set.of("internals", "topic", "trace", "verticle", "auth")),
            Map.entry("sql", Set.of("topic", "verticle", "bus")),
            Map.entry("journal", Set.of("topic", "verticle", "bus", "config", "auth", "sql", "trace")),
            Map.entry("live", Set.of("internals", "loop", "topic", "trace", "bus", "config")),
            Map.entry("contract", Set.of("topic", "bus", "http")),
            Map.entry("route", Set.of("topic", "verticle", "bus", "http", "contract")),
            Map.entry(
                    "web",
                    Set.of(
                            "auth",
                            "internals",
                            "limit",
                            "loop",
                            "topic",
                            "trace",
                            "verticle",
                            "bus",
                            "live",
                            "config",
                            "http",
                            "contract",
                            "route",
                            "web.page")),
            Map.entry("web.page", Set.of("internals", "topic", "http")),
            // part:scripts
            Map.entry(
                    "polyglot",
                    Set.of("internals", "topic", "trace", "verticle", "route", "sql", "config", "log", "plugin")),
            // end:scripts
            // part:javascript
            Map.entry("polyglot.graal", Set.of("internals", "topic", "verticle", "polyglot", "route", "sql", "log")),
            // end:javascript
            Map.entry("polyglot.groovy", Set.of("topic", "verticle", "polyglot", "route", "sql", "log")), // part:groovy
            Map.entry(
                    "gateway",
                    Set.of(
                            "auth",
                            "internals",
                            "topic",
                            "trace",
                            "verticle",
                            "bus",
                            "config",
                            "http",
                            "contract",
                            "route",
                            "web")),
            Map.entry("ops", Set.of("auth", "internals", "log", "topic", "verticle", "bus", "config", "http")),
            Map.entry("cluster", Set.of("internals", "bus", "config")),
            Map.entry("devmode", Set.of()));

    /** The engine, without extensions: what these may use besides packages is up to them. */
    private static final JavaClasses ENGINE = MAIN.that(resideOutsideOfPackages(inRoot(extensions())));

    static Set<String> packages() {
        return MAIN.stream()
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> extensions() {
        Set<String> extensions = packages();
        extensions.removeAll(ARROWS.keySet());
        return extensions;
    }

    @ParameterizedTest
    @MethodSource("packages")
    void a_package_imports_only_allowed_packages(String name) {
        Set<String> ofExtensions = extensions();
        ofExtensions.addAll(PublicApiTest.PACKAGES);
        onlyImports(name, ARROWS.getOrDefault(name, ofExtensions)).check(MAIN);
    }

    @Test
    void a_forbidden_import_is_detected() {
        AssertionError found = assertThrows(
                AssertionError.class, () -> onlyImports("web", Set.of("topic")).check(MAIN));
        assertTrue(found.getMessage().contains(ROOT + ".live.Hub"), found::getMessage);
    }

    @Test
    void only_the_gateway_and_the_root_import_web() {
        Set<String> importers = ARROWS.entrySet().stream()
                .filter(arrow -> arrow.getValue().contains("web"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertEquals(Set.of("gateway"), importers);
    }

    @Test
    void the_engine_imports_no_extension() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inRoot(extensions()))
                .check(ENGINE);
    }

    @Test
    void no_sample_imports_another() {
        slices().matching(ROOT + ".samples.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(MAIN);
    }

    /** A handler with a journal or a hub of its own could forget to ask who may use it. */
    @Test
    void handlers_reach_topics_only_as_their_client() {
        reachTopicsOnlyAsClient("WebVerticle|Api|ClientTopics|GatewayRoutes").check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WebVerticle", "Api", "ClientTopics", "GatewayRoutes"})
    void a_class_with_the_journal_of_the_service_is_detected(String name) {
        AssertionError found = assertThrows(
                AssertionError.class, () -> reachTopicsOnlyAsClient("none").check(MAIN));
        assertTrue(found.getMessage().contains("." + name), found::getMessage);
    }

    @Test
    void nothing_imports_a_plug_in() {
        for (VerticlePlugin plugin : VerticlePlugin.all()) {
            String own = plugin.getClass().getPackageName() + "..";
            noClasses()
                    .that()
                    .resideOutsideOfPackage(own)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(own)
                    .check(ENGINE);
        }
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void only_the_journal_uses_sql() {
        onlyInside("journal", "java.sql..", "javax.sql..").check(ENGINE);
    }

    @Test
    void sql_in_another_package_is_detected() {
        assertThrows(
                AssertionError.class, () -> onlyInside("live", "java.sql..").check(ENGINE));
    }

    @Test
    void only_the_internals_reach_below_the_public_api_of_vertx() {
        onlyInside("internals", "io.netty..", "io.vertx..impl..", "io.vertx..internal..")
                .check(ENGINE);
    }

    @Test
    void an_internal_type_of_vertx_in_another_package_is_detected() {
        assertThrows(AssertionError.class, () -> onlyInside("web", "io.vertx..internal..")
                .check(ENGINE));
    }

    @Test
    void only_the_cluster_uses_hazelcast() {
        onlyInside("cluster", "com.hazelcast..", "io.vertx.spi.cluster..").check(ENGINE);
    }

    @Test
    void no_class_calls_sleep() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ENGINE);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(ENGINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"util", "utils", "impl", "common", "helper", "helpers", "manager"})
    void no_package_has_a_generic_name(String name) {
        noClasses().should().resideInAnyPackage(".." + name + "..").check(ENGINE);
    }

    /** @param except the classes that make or pass on the journal and the hub of the service */
    private static ArchRule reachTopicsOnlyAsClient(String except) {
        DescribedPredicate<JavaClass> handlers = resideInAnyPackage(ROOT + ".web..", ROOT + ".gateway..")
                .and(not(nameMatching(".*\\.(" + except + ")(\\$.*)?")));
        DescribedPredicate<JavaClass> ofService = assignableTo(Journal.class)
                .and(not(equivalentTo(Journal.class)))
                .or(equivalentTo(Hub.class));
        DescribedPredicate<JavaMethodCall> elsewhere = describe(
                "returns a journal, other than that of the client",
                call -> call.getTarget().getRawReturnType().isAssignableTo(Journal.class)
                        && !call.getTargetOwner().isEquivalentTo(Caller.class)
                        && !call.getTargetOwner().getSimpleName().equals("ClientTopics"));
        return CompositeArchRule.of(noClasses().that(handlers).should().dependOnClassesThat(ofService))
                .and(noFields()
                        .that()
                        .areDeclaredInClassesThat(handlers)
                        .should()
                        .haveRawType(assignableTo(Journal.class)))
                .and(noCodeUnits()
                        .that()
                        .areDeclaredInClassesThat(handlers)
                        .should()
                        .haveRawParameterTypes(anyElementThat(assignableTo(Journal.class))))
                .and(noClasses().that(handlers).should().callMethodWhere(elsewhere));
    }

    private static ArchRule onlyImports(String name, Set<String> allowed) {
        Set<String> own = new TreeSet<>(allowed);
        own.add(name);
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(ROOT + "..").or(resideInAnyPackage(inRoot(own))));
    }

    private static ArchRule onlyInside(String name, String... foreign) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign);
    }

    private static String[] inRoot(Set<String> names) {
        return names.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
    }
}
