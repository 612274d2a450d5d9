@NullMarked
package io.ballonet.scenario.scale;

import org.jspecify.annotations.NullMarked;
