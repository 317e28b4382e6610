package org.ssiworkbench.trace.view.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.ssiworkbench.trace.index.Column;
import org.ssiworkbench.trace.index.TraceIndex;
import org.ssiworkbench.trace.query.Message.State;
import org.ssiworkbench.trace.view.Cancel;
import org.ssiworkbench.trace.view.MessageFrame;
import org.ssiworkbench.trace.view.MessageFrame.Arrow;
import org.ssiworkbench.trace.view.MessageOptions;
import org.ssiworkbench.trace.view.Viewport;

/** Computes frames of the space-time diagram. */
final class MessageModel {
	/** More arrows than this are neither told apart nor painted in time. */
	private static final int MOST_ARROWS = 3000;

	private final TraceIndex index;
	private final MessageTable table;

	MessageModel(TraceIndex index, MessageTable table) {
		this.index = index;
		this.table = table;
	}

	MessageFrame frame(Viewport viewport, MessageOptions options, List<Integer> allNodes, Cancel cancel) {
		List<Integer> nodes = options.nodes().isEmpty() ? allNodes : options.nodes();
		Wanted wanted = new Wanted(index, table.flows, nodes, options);
		int firstRow = index.rowAt(viewport.begin());
		int first = table.firstAt(firstRow);
		int last = table.firstAt(index.rowAt(viewport.end() + 1));
		List<Integer> under = table.latest().since(firstRow, first, MOST_ARROWS);
		if (last - first + under.size() <= MOST_ARROWS) {
			List<Integer> messages = new ArrayList<>(under);
			IntStream.range(first, last).forEach(messages::add);
			messages.removeIf(message -> !wanted.isWanted(table.flow(message)));
			return new MessageFrame(viewport, nodes, wanted.services(), arrows(messages, wanted, viewport), List.of(), List.of(), 1,
					messages.size());
		}
		return new MessageDensity(index, table, wanted, viewport, nodes).frame(first, last, cancel);
	}

	private List<Arrow> arrows(List<Integer> messages, Wanted wanted, Viewport viewport) {
		long latency = (long) messages.stream().filter(message -> table.receive(message) != MessageTable.NONE)
				.mapToLong(table::latency).average().orElse(viewport.nanosPerPixel() * 20);
		return messages.stream().map(message -> arrow(message, wanted, latency)).toList();
	}

	private Arrow arrow(int message, Wanted wanted, long latency) {
		int row = table.row(message);
		int flow = table.flow(message);
		int receive = table.receive(message);
		long sent = index.time(row);
		long received = receive == MessageTable.NONE ? sent + latency : index.time(receive);
		return new Arrow(table.hasSend(message) ? row : MessageTable.NONE, receive, table.flows.from(flow), table.flows.to(flow), sent,
				received, wanted.service(flow), text(Column.OPERATION, row), text(Column.FORM, row), index.value(Column.SIZE, row),
				receive != MessageTable.NONE ? State.DELIVERED : table.fate(row));
	}

	private String text(Column column, int row) {
		return index.text((int) index.value(column, row));
	}
}
