@NullMarked
package io.ballonet.scenario.interference;

import org.jspecify.annotations.NullMarked;
