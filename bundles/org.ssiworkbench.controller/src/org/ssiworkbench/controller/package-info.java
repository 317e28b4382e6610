/** The controller: the process that owns one running cluster, its interconnect, its trace and its faults. */
package org.ssiworkbench.controller;
