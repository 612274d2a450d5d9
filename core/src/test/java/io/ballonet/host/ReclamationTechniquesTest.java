package io.ballonet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ballonet.reclaim.ReclamationTechniqueFactory;
import io.ballonet.reclaim.ReclamationTechniques;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the contract on every technique of the registry. */
@ParameterizedClass(name = "{0}")
@MethodSource("registered")
final class ReclamationTechniquesTest extends ReclamationTechniqueContract {
    private final ReclamationTechniqueFactory factory;

    ReclamationTechniquesTest(ReclamationTechniqueFactory factory) {
        this.factory = factory;
    }

    static List<ReclamationTechniqueFactory> registered() {
        return ReclamationTechniques.REGISTRY.all();
    }

    @Override
    protected ReclamationTechniqueFactory factory() {
        return factory;
    }

    @Test
    void hostTakesATechniqueByItsName() {
        assertEquals(List.of("balloon"), ReclamationTechniques.REGISTRY.names());
        assertEquals(factory, Host.builder().technique(factory.registryName()).technique);
        assertThrows(IllegalArgumentException.class, () -> Host.builder().technique("baloon"));
    }
}
