@NullMarked
package io.ballonet.scenario.live;

import org.jspecify.annotations.NullMarked;
