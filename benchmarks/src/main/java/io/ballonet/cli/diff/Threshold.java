package io.ballonet.cli.diff;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * From how large a change on what is slower is a regression.
 *
 * @param share 0.05 for 5 %
 */
record Threshold(double share) {
    /** Reads {@code --threshold}: {@code 5%}, {@code 2.5%} or the same without the sign. */
    static final class Converter implements ITypeConverter<Threshold> {
        @Override
        public Threshold convert(String value) {
            String number = value.endsWith("%") ? value.substring(0, value.length() - 1) : value;
            if (!number.strip().matches("\\d{1,3}(\\.\\d+)?")) {
                throw new TypeConversionException("'" + value + "' is no percentage; name one such as 5%");
            }
            return new Threshold(Double.parseDouble(number.strip()) / 100);
        }
    }
}
