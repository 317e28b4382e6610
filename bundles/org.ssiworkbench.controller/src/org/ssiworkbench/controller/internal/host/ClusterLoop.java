package org.ssiworkbench.controller.internal.host;

import java.util.concurrent.Executor;

/**
 * The one thread of a running cluster, and its clock. All state of the controller is confined to it. Tasks given from
 * any thread run in order; none may block.
 */
public interface ClusterLoop extends Executor {

	/** Nanoseconds of the cluster's clock. */
	long now();

	/** Runs a task at a time of the cluster's clock, or at once when that is past. */
	void at(long time, Runnable task);
}
