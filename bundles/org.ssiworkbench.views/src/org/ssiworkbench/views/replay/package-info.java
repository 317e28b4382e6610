/** Going through a trace as through a film. */
package org.ssiworkbench.views.replay;
