package org.ssiworkbench.node.vproc;

import org.ssiworkbench.node.clms.Clms;
import org.ssiworkbench.node.ics.Ics;
import org.ssiworkbench.node.internal.NodeContext;

/** The parts of one node's process space. */
final class Parts {
	final NodeContext context;
	final Clms clms;
	final ProcessHost host;
	final Calls calls;
	final Homes homes;
	final Holds holds;
	final Residents residents = new Residents();
	final Reporter reporter;
	final Pursuit pursuit;
	final Exits exits;
	final Places places;
	final Children children;
	final Arrivals arrivals;
	final Departures departures;
	final Emigrations emigrations;
	final Immigrations immigrations;
	final Executions executions;
	final Survivors survivors;
	final Signals signals;
	final Messages messages;
	final Awaits awaits;
	Admission admission = Admission.ALL;

	Parts(NodeContext context, Ics ics, Clms clms, ProcessHost host) {
		this.context = context;
		this.clms = clms;
		this.host = host;
		calls = new Calls(context, ics);
		homes = new Homes(clms);
		holds = new Holds(context);
		reporter = new Reporter(context, calls);
		pursuit = new Pursuit(context, calls, homes, host);
		exits = new Exits(host, holds, pursuit);
		places = new Places(context, clms, host, exits);
		children = new Children(this);
		arrivals = new Arrivals(this);
		departures = new Departures(this);
		emigrations = new Emigrations(this);
		immigrations = new Immigrations(this);
		executions = new Executions(this);
		survivors = new Survivors(context, clms, this);
		signals = new Signals(this);
		messages = new Messages(this);
		awaits = new Awaits(this);
	}

	int self() {
		return context.number();
	}

	boolean executesHere(int pid) {
		return host.process(pid) != null;
	}
}
