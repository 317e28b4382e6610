/** A trace as a file in the workbench. */
package org.ssiworkbench.views.editor;
