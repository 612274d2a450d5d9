package io.ballonet.unit;

/** The words of a contender, once and for all: what a factory of one's own extends. Immutable. */
public abstract class NamedContender implements Contender {
    private final String registryName;
    private final String summary;
    private final String source;

    /** A contender with these words; {@link Contender} says what each is. */
    protected NamedContender(String registryName, String summary, String source) {
        this.registryName = registryName;
        this.summary = summary;
        this.source = source;
    }

    @Override
    public final String registryName() {
        return registryName;
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final String source() {
        return source;
    }
}
