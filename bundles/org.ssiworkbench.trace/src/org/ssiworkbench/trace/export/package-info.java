/**
 * Writes traces in the formats of other tools, and packs them to be sent to somebody; {@code docs/exports.md} tells what is in
 * each.
 */
package org.ssiworkbench.trace.export;
