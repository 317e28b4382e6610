/** The help pages of all bundles, shown without a browser. */
package org.ssiworkbench.app.help;
