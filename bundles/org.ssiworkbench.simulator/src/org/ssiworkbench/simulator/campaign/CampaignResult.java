package org.ssiworkbench.simulator.campaign;

import java.util.List;

/**
 * What a campaign found.
 *
 * @param seeds how many were run
 * @param violations empty when every invariant held
 * @param events trace events in all runs
 * @param calls RPCs of the nodes' own traffic in all runs
 * @param seconds of real time
 */
public record CampaignResult(long seeds, List<Violation> violations, long events, long calls, double seconds) {
}
