package org.example.ballonet;

import io.ballonet.scan.ScanStrategyContract;
import io.ballonet.scan.ScanStrategyFactory;

final class BackwardsTest extends ScanStrategyContract {
    @Override
    protected ScanStrategyFactory factory() {
        return new Backwards();
    }
}
