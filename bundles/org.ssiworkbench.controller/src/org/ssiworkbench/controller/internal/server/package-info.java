/** The controller's side of the protocol: the private socket, its clients, and their bounded queues. */
package org.ssiworkbench.controller.internal.server;
