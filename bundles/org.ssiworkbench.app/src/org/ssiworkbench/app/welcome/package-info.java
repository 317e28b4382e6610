/** The welcome page: what the workbench is, and first steps that a click takes. */
package org.ssiworkbench.app.welcome;
