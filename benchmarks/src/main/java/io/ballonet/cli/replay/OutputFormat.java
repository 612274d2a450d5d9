package io.ballonet.cli.replay;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How rows are printed. */
public enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** A header line, then a line a row, with the exact numbers. */
    CSV,
    /** An array of objects with the names of the CSV's columns; what a row has no value for is null. */
    JSON;

    /** Reads {@code --format}. */
    public static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String value) {
            for (OutputFormat format : values()) {
                if (format.toString().equals(value)) {
                    return format;
                }
            }
            throw new TypeConversionException("unknown format '" + value + "'; known: "
                    + Arrays.stream(values()).map(OutputFormat::toString).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
