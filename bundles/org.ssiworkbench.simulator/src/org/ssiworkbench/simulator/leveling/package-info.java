/**
 * The simulation of Amir, Awerbuch, Barak, Borgstrom and Keren (IEEE TPDS 11(7), 2000) that compares ways to place and move
 * jobs; see {@code docs/load-leveling.md}.
 */
package org.ssiworkbench.simulator.leveling;
