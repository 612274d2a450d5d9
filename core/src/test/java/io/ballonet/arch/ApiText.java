package io.ballonet.arch;

import java.lang.reflect.AccessFlag;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Public and protected members of types as sorted text: of those alone, or of every type of core that they lead to. */
final class ApiText {
    private static final String ROOT = "io.ballonet.";
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");

    private final SortedMap<String, List<String>> types = new TreeMap<>();
    private final Deque<Class<?>> left = new ArrayDeque<>();

    private ApiText() {}

    /** One block a type, its public and protected members below it. */
    static String of(Collection<Class<?>> roots) {
        ApiText text = new ApiText();
        roots.forEach(text::reach);
        while (!text.left.isEmpty()) {
            text.add(text.left.remove());
        }
        return text.written();
    }

    /** The same of these types alone, whatever their members name. */
    static String only(Collection<Class<?>> types) {
        ApiText text = new ApiText();
        types.forEach(text::add);
        return text.written();
    }

    private String written() {
        return types.entrySet().stream()
                .map(type -> type.getKey() + "\n"
                        + type.getValue().stream()
                                .map(member -> "    " + member + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private void reach(Type type) {
        if (type instanceof Class<?> named) {
            reachClass(named);
        } else if (type instanceof ParameterizedType generic) {
            reach(generic.getRawType());
            Stream.of(generic.getActualTypeArguments()).forEach(this::reach);
        } else if (type instanceof GenericArrayType array) {
            reach(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            Stream.of(wildcard.getUpperBounds()).forEach(this::reach);
        }
    }

    private void reachClass(Class<?> type) {
        if (type.isArray()) {
            reachClass(type.getComponentType());
        } else if (type.getName().startsWith(ROOT) && !types.containsKey(header(type)) && !left.contains(type)) {
            left.add(type);
        }
    }

    private void add(Class<?> type) {
        TreeSet<String> members = new TreeSet<>();
        types.put(header(type), List.of());
        Stream.of(type.getDeclaredFields()).filter(ApiText::isOpen).forEach(field -> members.add(line(field)));
        Stream.of(type.getDeclaredConstructors())
                .filter(ApiText::isOpen)
                .forEach(constructor -> members.add(line(constructor)));
        Stream.of(type.getDeclaredMethods())
                .filter(method -> isOpen(method) && !isOfEveryEnumOrRecord(type, method))
                .forEach(method -> members.add(line(method)));
        if (type.getSuperclass() != null && !type.isEnum()) {
            reach(type.getGenericSuperclass());
        }
        Stream.of(type.getGenericInterfaces()).forEach(this::reach);
        types.put(header(type), List.copyOf(members));
    }

    private static boolean isOpen(Member member) {
        boolean open = Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
        return open && !member.isSynthetic();
    }

    private static boolean isOfEveryEnumOrRecord(Class<?> type, Method method) {
        List<String> names = type.isEnum()
                ? List.of("values", "valueOf")
                : type.isRecord() ? List.of("equals", "hashCode", "toString") : List.of();
        return names.contains(method.getName());
    }

    private String line(Field field) {
        reach(field.getGenericType());
        return words(field.accessFlags(), AccessFlag.FINAL) + shown(field.getGenericType()) + " " + field.getName();
    }

    private String line(Constructor<?> constructor) {
        return words(constructor.accessFlags())
                + constructor.getDeclaringClass().getSimpleName()
                + parameters(constructor);
    }

    private String line(Method method) {
        reach(method.getGenericReturnType());
        return words(method.accessFlags(), AccessFlag.ABSTRACT) + shown(method.getGenericReturnType()) + " "
                + method.getName() + parameters(method);
    }

    private String parameters(Executable executable) {
        Type[] parameters = executable.getGenericParameterTypes();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            reach(parameters[i]);
            names.add(shown(parameters[i]));
        }
        return "(" + String.join(", ", names) + ")";
    }

    /** The access, {@code static}, and of the flags given those that are set. */
    private static String words(Collection<AccessFlag> set, AccessFlag... others) {
        return Stream.concat(Stream.of(AccessFlag.PROTECTED, AccessFlag.STATIC), Arrays.stream(others))
                .filter(set::contains)
                .map(flag -> flag.name().toLowerCase(Locale.ROOT) + " ")
                .collect(Collectors.joining());
    }

    private static String header(Class<?> type) {
        String kind = type.isRecord() ? "record" : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
        return type.getName() + ": " + (Modifier.isPublic(type.getModifiers()) ? "" : "hidden ") + kind;
    }

    /** Without packages, which the reader knows. */
    private static String shown(Type type) {
        return PACKAGE.matcher(type.getTypeName()).replaceAll("");
    }
}
