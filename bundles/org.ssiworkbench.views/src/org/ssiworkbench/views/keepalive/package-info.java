/** What keepalive monitors. */
package org.ssiworkbench.views.keepalive;
