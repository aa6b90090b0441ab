package io.polyloop;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of types in signatures: below a root package without it, so that a fork with another name has the same
 * signatures, and without {@code java.lang} and {@code java.util}. Remembers the types below the root that it names.
 */
final class TypeNames {
    private final String root;
    private final Set<Class<?>> own = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));

    TypeNames(String root) {
        this.root = root + ".";
    }

    /** The types below the root that were named. */
    Set<Class<?>> own() {
        return own;
    }

    String of(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (type instanceof ParameterizedType generic) {
            return of(generic.getRawType()) + list(generic.getActualTypeArguments(), "<", ">");
        }
        if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()) + "[]";
        }
        if (type instanceof WildcardType wildcard) {
            return "?" + bounds(" super ", wildcard.getLowerBounds()) + bounds(" extends ", wildcard.getUpperBounds());
        }
        return type.getTypeName();
    }

    private String of(Class<?> type) {
        if (type.isArray()) {
            return of(type.getComponentType()) + "[]";
        }
        String name = type.getName().replace('$', '.');
        if (name.startsWith(root)) {
            own.add(type);
            return name.substring(root.length());
        }
        return name.replaceFirst("^java\\.(lang|util)\\.(?=[A-Z])", "");
    }

    /** The type parameters of a method, such as {@code <T>}, followed by a space; empty if there are none. */
    String variables(GenericDeclaration method) {
        return Arrays.stream(method.getTypeParameters())
                .map(this::declared)
                .collect(joining(", ", "<", "> "))
                .replaceFirst("^<> $", "");
    }

    private String declared(TypeVariable<?> variable) {
        return variable.getName() + bounds(" extends ", variable.getBounds());
    }

    private String bounds(String keyword, Type... bounds) {
        boolean none = bounds.length == 0 || bounds[0] == Object.class;
        return none ? "" : Arrays.stream(bounds).map(this::of).collect(joining(" & ", keyword, ""));
    }

    private String list(Type[] types, String start, String end) {
        return Arrays.stream(types).map(this::of).collect(joining(", ", start, end));
    }
}
