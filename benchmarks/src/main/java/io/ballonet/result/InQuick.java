package io.ballonet.result;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the profiles {@code smoke} and {@code quick} run of a measured method; {@code full} runs all of it. Without this
 * annotation they run every contender, and of each other parameter as many values as the profile says, the first ones.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InQuick {
    /** Contenders of these kinds; none to leave the method to {@code full}. */
    Kind[] kinds() default {Kind.OURS, Kind.FOIL, Kind.PEER, Kind.LIMIT};

    /**
     * Parameters that take these values only, each as {@code name=value}; a name may stand several times. {@code smoke} takes the
     * first.
     */
    String[] values() default {};
}
