/** A UML kernel under gdb: the machine interface (MI), and the kernel as a debug target of the platform. */
package org.ssiworkbench.debug.gdb;
