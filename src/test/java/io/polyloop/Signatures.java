package io.polyloop;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The signatures of a type that other code can compile against, one for each line: {@code topic.Append.count() : int}.
 * They are those of the class file, so they are the same on every JDK. What a compiler adds to enums and records, and
 * the methods of {@link Object}, are left out.
 */
final class Signatures {
    /** Begins with a space, so that a type sorts before its members. */
    private static final String SEPARATOR = " : ";

    private static final Set<String> OF_EVERY_OBJECT = Set.of("toString()", "hashCode()", "equals(Object)");
    private static final Set<String> OF_EVERY_ENUM = Set.of("values()", "valueOf(String)");

    private final TypeNames names;

    Signatures(TypeNames names) {
        this.names = names;
    }

    /** The type, its public and protected members, and its nested types. */
    Stream<String> of(Class<?> type) {
        Stream<String> own = Stream.of(names.of(type) + SEPARATOR + deprecated(type) + kind(type) + parents(type));
        Stream<String> fields = Arrays.stream(type.getDeclaredFields())
                .filter(Signatures::visible)
                .map(this::field);
        Stream<String> constructors = Arrays.stream(type.getDeclaredConstructors())
                .filter(Signatures::visible)
                .map(this::constructor);
        Stream<String> methods = Arrays.stream(type.getDeclaredMethods())
                .filter(Signatures::visible)
                .filter(method -> !implied(method))
                .map(this::method);
        Stream<String> nested = Arrays.stream(type.getDeclaredClasses())
                .filter(member -> visible(member.getModifiers()))
                .flatMap(this::of);
        return Stream.of(own, fields, constructors, methods, nested).flatMap(lines -> lines);
    }

    private static boolean visible(Member member) {
        return !member.isSynthetic() && visible(member.getModifiers());
    }

    static boolean visible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private boolean implied(Method method) {
        String call = method.getName() + parameters(method);
        return OF_EVERY_OBJECT.contains(call) || method.getDeclaringClass().isEnum() && OF_EVERY_ENUM.contains(call);
    }

    private String kind(Class<?> type) {
        if (type.isEnum()) {
            return "enum";
        }
        int modifiers = type.getModifiers();
        boolean isAbstract = Modifier.isAbstract(modifiers) && !type.isInterface();
        boolean isFinal = Modifier.isFinal(modifiers) && !type.isRecord();
        return names.variables(type)
                + (type.isSealed() ? "sealed " : "")
                + (isAbstract ? "abstract " : "")
                + (isFinal ? "final " : "")
                + (type.isInterface() ? "interface" : type.isRecord() ? "record" : "class");
    }

    private String parents(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        boolean plain =
                parent == null || Set.of(Object.class, Record.class, Enum.class).contains(parent);
        String interfaces = Arrays.stream(type.getGenericInterfaces())
                .map(names::of)
                .sorted()
                .collect(joining(", "));
        return (plain ? "" : " extends " + names.of(type.getGenericSuperclass()))
                + (interfaces.isEmpty() ? "" : " implements " + interfaces);
    }

    private String field(Field field) {
        String what = field.isEnumConstant() ? "constant" : modifiers(field) + names.of(field.getGenericType());
        return owner(field) + "." + field.getName() + SEPARATOR + deprecated(field) + what;
    }

    private String constructor(Constructor<?> constructor) {
        return owner(constructor) + parameters(constructor) + rest(constructor, "constructor");
    }

    private String method(Method method) {
        String result = names.variables(method) + names.of(method.getGenericReturnType());
        return owner(method) + "." + method.getName() + parameters(method) + rest(method, result);
    }

    private String rest(Executable executable, String result) {
        String failures = Arrays.stream(executable.getGenericExceptionTypes())
                .map(names::of)
                .sorted()
                .collect(joining(", "));
        return SEPARATOR
                + deprecated(executable)
                + modifiers(executable)
                + result
                + (failures.isEmpty() ? "" : " throws " + failures);
    }

    private String owner(Member member) {
        return names.of(member.getDeclaringClass());
    }

    private String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(names::of)
                .collect(joining(", ", "(", ")"));
    }

    /** The modifiers that matter to code that calls, overrides or implements the member. */
    private static String modifiers(Member member) {
        int modifiers = member.getModifiers();
        boolean inFinalClass = Modifier.isFinal(member.getDeclaringClass().getModifiers());
        boolean isFinal = Modifier.isFinal(modifiers) && (member instanceof Field || !inFinalClass);
        return (Modifier.isProtected(modifiers) ? "protected " : "")
                + (Modifier.isStatic(modifiers) ? "static " : "")
                + (Modifier.isAbstract(modifiers) ? "abstract " : "")
                + (isFinal ? "final " : "");
    }

    private static String deprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "";
    }
}
