/**
 * What a running host tells about itself: JFR events, one a file, and off-heap counters.
 *
 * <p>Events and counters take numbers and names only, so that every floor may report without this package knowing any of
 * them. An event that is off costs a test of one static field and allocates nothing: {@code emit} asks before it makes the
 * event. The settings file {@code ballonet.jfc} beside the classes turns on everything but the per-page events. Depends on
 * nothing of the project but {@code unit}.
 */
@NullMarked
package io.ballonet.telemetry;

import org.jspecify.annotations.NullMarked;
