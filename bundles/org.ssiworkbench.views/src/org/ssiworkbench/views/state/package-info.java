/** The whole cluster at the replay clock. */
package org.ssiworkbench.views.state;
