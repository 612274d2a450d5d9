package io.ballonet.micro.frame;

import io.ballonet.frame.ZeroStores;
import io.ballonet.frame.Zeroing;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The parameters' words for core's enums: lower case with hyphens. */
final class ZeroingParameters {
    private ZeroingParameters() {}

    static Zeroing zeroing(String label) {
        return named(Zeroing.values(), "zeroing", label);
    }

    static ZeroStores stores(String label) {
        return named(ZeroStores.values(), "stores", label);
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E named(E[] values, String parameter, String label) {
        for (E value : values) {
            if (label(value).equals(label)) {
                return value;
            }
        }
        List<String> known = Arrays.stream(values).map(ZeroingParameters::label).toList();
        throw new IllegalArgumentException(
                "unknown value: parameter=" + parameter + ", value=" + label + ", known=" + known);
    }
}
