/**
 * Virtual machines on User-Mode-Linux: kernels, their supervision, and the Ethernet switch between them. Knows nothing of
 * what runs in a machine.
 */
package org.ssiworkbench.uml;
