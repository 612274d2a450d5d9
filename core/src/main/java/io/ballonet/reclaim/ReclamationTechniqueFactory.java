package io.ballonet.reclaim;

import io.ballonet.unit.Contender;

/** Makes techniques of one kind, one for each guest; the unit of the {@link ReclamationTechniques#REGISTRY}. */
public interface ReclamationTechniqueFactory extends Contender {
    /** The technique for a guest that has just booted. */
    ReclamationTechnique create(ReclaimableGuest guest);
}
