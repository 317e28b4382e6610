/** Packets, streams and metadata as bytes. */
package org.ssiworkbench.trace.internal;
