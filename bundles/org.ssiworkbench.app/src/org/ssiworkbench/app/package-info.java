/** The product: what happens on its first start, and the pictures it takes of itself. */
package org.ssiworkbench.app;
