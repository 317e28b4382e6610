/**
 * The runtime folders of running clusters: where a cluster's controller is found, who owns a name, and how what a killed
 * controller left is cleaned up. A cluster runs as long as its controller holds the lock file of its folder.
 */
package org.ssiworkbench.controller.runtime;
