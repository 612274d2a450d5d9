package org.example.ballonet;

import io.ballonet.host.ReclamationTechniqueContract;
import io.ballonet.reclaim.ReclamationTechniqueFactory;

final class GentleBalloonTest extends ReclamationTechniqueContract {
    @Override
    protected ReclamationTechniqueFactory factory() {
        return new GentleBalloon();
    }
}
