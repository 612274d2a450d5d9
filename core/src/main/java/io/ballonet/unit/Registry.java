package io.ballonet.unit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The one list of a family's contenders: built-ins first, then what {@link ServiceLoader} finds, then, for a name that
 * holds a dot, a class with a public no-argument constructor. Where a contender is {@link Decorating},
 * {@code outer+inner} names it in front of another.
 *
 * <p>Contract tests, benchmark parameters and {@code ballonet list} all read it. Immutable; safe to share.
 *
 * @param <F> the family's factory interface
 */
public final class Registry<F extends Contender> {
    private final String family;
    private final Class<F> type;
    private final List<F> entries;

    private Registry(String family, Class<F> type, List<F> entries) {
        this.family = family;
        this.type = type;
        this.entries = entries;
    }

    /**
     * Collects a family.
     *
     * @param family the word that messages use, such as {@code allocator}
     * @throws IllegalStateException if two contenders share a name, or a provider cannot be made
     */
    public static <F extends Contender> Registry<F> of(String family, Class<F> type, F[] builtIns) {
        List<F> entries = new ArrayList<>(List.of(builtIns));
        try {
            ServiceLoader.load(type).forEach(entries::add);
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "a provider in META-INF/services cannot be used: family=" + family + ": " + e.getMessage(), e);
        }
        long names = entries.stream().map(Contender::registryName).distinct().count();
        if (names != entries.size()) {
            throw new IllegalStateException("two contenders share a name: family=" + family + ", names="
                    + entries.stream().map(Contender::registryName).toList());
        }
        return new Registry<>(family, type, List.copyOf(entries));
    }

    /** The word that messages and results use for this family, such as {@code allocator}. */
    public String family() {
        return family;
    }

    /** Every contender, built-ins first. */
    public List<F> all() {
        return entries;
    }

    /** Names in the order of {@link #all()}. */
    public List<String> names() {
        return entries.stream().map(Contender::registryName).toList();
    }

    /**
     * The contender of that name.
     *
     * @throws IllegalArgumentException naming the family, the unknown name and the known ones
     */
    public F named(String name) {
        for (F entry : entries) {
            if (entry.registryName().equals(name)) {
                return entry;
            }
        }
        int plus = name.indexOf('+');
        if (plus > 0) {
            Optional<F> decorated = decorated(name.substring(0, plus), name.substring(plus + 1));
            if (decorated.isPresent()) {
                return decorated.get();
            }
        }
        if (plus < 0 && name.indexOf('.') > 0) {
            return fromClass(name);
        }
        throw new IllegalArgumentException(
                "unknown " + family + " '" + name + "'; known: " + String.join(", ", names()));
    }

    private Optional<F> decorated(String outer, String inner) {
        for (F entry : entries) {
            if (entry.registryName().equals(outer) && entry instanceof Decorating<?> decorating) {
                @SuppressWarnings("unchecked") // what stands in this registry decorates contenders of its own family
                Decorating<F> outside = (Decorating<F>) decorating;
                return outside.over(named(inner));
            }
        }
        return Optional.empty();
    }

    private F fromClass(String className) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "unknown " + family + " class '" + className + "': it must be on the class path, implement "
                            + type.getName() + " and have a public constructor without parameters",
                    e);
        }
    }
}
