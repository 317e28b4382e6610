/** Going back: what the platform's debugger has no commands for. */
package org.ssiworkbench.debug.ui.step;
