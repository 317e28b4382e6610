/** The Membership view: who changed state, when and why. */
package org.ssiworkbench.views.membership;
