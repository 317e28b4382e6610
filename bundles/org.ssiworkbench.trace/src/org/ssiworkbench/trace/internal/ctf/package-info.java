/** Reads traces of other producers in CTF 1.8 by what their metadata says. */
package org.ssiworkbench.trace.internal.ctf;
