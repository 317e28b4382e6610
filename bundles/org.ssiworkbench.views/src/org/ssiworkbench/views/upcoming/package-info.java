/** What is to come in a simulated cluster, and the other courses that events can take. */
package org.ssiworkbench.views.upcoming;
