/** What the user can set for all views, and where. */
package org.ssiworkbench.views.preferences;
