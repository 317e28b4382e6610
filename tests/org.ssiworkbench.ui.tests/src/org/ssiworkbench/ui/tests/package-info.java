/** Tests in a real workbench with real clusters. They do not run on the UI thread: they act on it and wait for what it shows. */
package org.ssiworkbench.ui.tests;
