/** Tests of launches without a user interface, with real controllers on the simulator. */
package org.ssiworkbench.debug.tests;
