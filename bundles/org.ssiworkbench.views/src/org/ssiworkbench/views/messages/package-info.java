/** What the nodes said to each other: the table of events and the space-time diagram. */
package org.ssiworkbench.views.messages;
