/** UML kernels that run on this machine, for debuggers. */
package org.ssiworkbench.controller.kernel;
