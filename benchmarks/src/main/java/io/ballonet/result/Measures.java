package io.ballonet.result;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which measurement of {@code summary.json} a JMH method is. {@code compare} runs exactly the methods that carry it.
 *
 * <p>A method may carry several: JMH's score is one figure, and each counter that a {@link #metric} names is another of the same
 * run.
 *
 * <p>The contender is the value of the {@code @Param} field named {@code contender} where there is one, else
 * {@link #contender()}; all other parameters become the measurement's {@code params}.
 */
@Documented
@Repeatable(Measures.All.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Measures {
    /** Family, such as {@code allocator}. */
    String family();

    /** Name within the family, such as {@code pair}. */
    String benchmark();

    /**
     * Unit of the reported value: {@code ns/op}, {@code ns/page}, {@code pages/s}, {@code accesses/s} or {@code GB/s}; for a
     * {@link #metric} whatever it counts, such as {@code %} (more is better) or {@code bytes/frame}.
     */
    String unit();

    /**
     * Name of the auxiliary counter, of the events type, whose mean over the iterations is the value; none means JMH's score.
     */
    String metric() default "";

    /** Contender, where no {@code @Param contender} gives it. */
    String contender() default "";

    /** Kind, where the contender's registry does not give it. */
    Kind kind() default Kind.OURS;

    /** The {@code @Param} whose value is the number of units (pages, bytes, accesses) of one operation; none means 1. */
    String perOperation() default "";

    /** Times as many warm-ups as others get; code of the Vector API takes long to compile, and is a thousand times slower until then. */
    int warmups() default 1;

    /**
     * Name of the limit that the value is put in relation to; none for limits themselves. Either one of the family
     * {@code limit}, such as {@code cas}, or one of the same family with equal parameters, such as {@code raw-load}. Parameters
     * may follow, all of them in order, such as {@code zero-page where=stream}, where the best of all is not meant; and
     * {@code " + "} between names is the sum of limits.
     */
    String limit() default "";

    /** Factor from the limit's value to this measurement's unit, such as 1.25e8 from GB/s to 8-byte entries a second. */
    double limitScale() default 1.0;

    /** Threads of one run; more than one makes {@code compare} bracket the family with core-to-core round trips. */
    int threads() default 1;

    /** Says which rows are none, and why. */
    Class<? extends Exclusion> without() default Exclusion.Nothing.class;

    /** Several on one method. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        /** In the order of the source. */
        Measures[] value();
    }
}
