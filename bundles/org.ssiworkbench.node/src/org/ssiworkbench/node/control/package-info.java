/**
 * What goes over the control line between a UML node and the controller.
 */
package org.ssiworkbench.node.control;
