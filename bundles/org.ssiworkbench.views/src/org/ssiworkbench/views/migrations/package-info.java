/** Where each process went, and how loaded the nodes were. */
package org.ssiworkbench.views.migrations;
