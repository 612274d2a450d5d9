@NullMarked
package io.ballonet.scenario;

import org.jspecify.annotations.NullMarked;
