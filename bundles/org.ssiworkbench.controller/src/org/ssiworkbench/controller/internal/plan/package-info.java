/** What a model asks of a run, in plain records: the rest of the controller does not see EMF. */
package org.ssiworkbench.controller.internal.plan;
