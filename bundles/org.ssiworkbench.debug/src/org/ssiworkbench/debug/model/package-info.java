/** A running cluster as Debug Core sees it: one launch, one debug target and one process per node. */
package org.ssiworkbench.debug.model;
