package io.polyloop.config;

/** Creates instances of the classes that settings name. */
public final class ConfiguredClass {
    private ConfiguredClass() {}

    /**
     * A new instance of {@code className}. Fails with what to do if there is none.
     *
     * @param key of the setting that names the class
     */
    public static <T> T newInstance(String key, String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
            throw new IllegalStateException(
                    className + " under " + key + " is not a class that implements " + type.getName()
                            + " and has a constructor without arguments; fix it, or remove it from"
                            + " conf/polyloop.yaml",
                    unusable);
        }
    }
}
