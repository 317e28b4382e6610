/** Views on running clusters and their traces, and the perspective that has them. */
package org.ssiworkbench.views;
