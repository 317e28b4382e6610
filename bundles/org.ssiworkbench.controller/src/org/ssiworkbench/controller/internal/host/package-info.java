/** What a cluster runs on: User-Mode Linux, or the simulator. Nothing outside this package cares which. */
package org.ssiworkbench.controller.internal.host;
