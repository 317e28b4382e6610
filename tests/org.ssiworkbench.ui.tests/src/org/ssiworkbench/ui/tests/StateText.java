package org.ssiworkbench.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.ssiworkbench.controller.cli.Main;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The cluster's state at an instant as lines "where in the tree: value", from the command line and from the State view. */
final class StateText {
	private static final String ARROW = " \u2192 ";

	private StateText() {
	}

	/** What {@code ssi trace state TRACE --at TIME --json} prints. */
	static JsonObject commandLine(Path trace, long instant) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "trace", "state", trace.toString(), "--at",
				instant + "ns", "--json");
		assertEquals(0, status, err.toString());
		return JsonParser.parseString(out.toString()).getAsJsonObject();
	}

	/** The lines that the State view should show for what the command line prints. */
	static SortedMap<String, String> expected(JsonObject state) {
		SortedMap<String, String> lines = new TreeMap<>();
		lines.put("master", state.get("master").getAsString());
		each(state.getAsJsonObject("members"), (node, value) -> lines.put("members/node " + node, value.getAsString()));
		each(state.getAsJsonObject("nodes"), (number, value) -> node(lines, "nodes/node " + number, value.getAsJsonObject()));
		for (JsonElement channel : state.getAsJsonArray("channels"))
			channel(lines, channel.getAsJsonObject());
		each(state.getAsJsonObject("processes"), (pid, value) -> process(lines, "processes/process " + pid, value.getAsJsonObject()));
		for (JsonElement message : state.getAsJsonArray("inFlight"))
			message(lines, message.getAsJsonObject());
		return lines;
	}

	private interface Member {
		void is(String name, JsonElement value);
	}

	private static void each(JsonObject object, Member member) {
		for (Map.Entry<String, JsonElement> entry : object.entrySet())
			member.is(entry.getKey(), entry.getValue());
	}

	private static void node(SortedMap<String, String> lines, String place, JsonObject node) {
		lines.put(place, node.get("state").getAsString());
		for (String field : new String[] { "state", "alive", "boot", "master", "load" })
			lines.put(place + "/" + field, node.get(field).getAsString());
		lines.put(place + "/last transition", node.get("transid").getAsString());
		each(node.getAsJsonObject("view"), (other, state) -> lines.put(place + "/view/node " + other, state.getAsString()));
	}

	private static void channel(SortedMap<String, String> lines, JsonObject channel) {
		String place = "channels/node " + channel.get("from") + " to " + channel.get("to") + ", channel " + channel.get("channel");
		lines.put(place, channel.get("sent").getAsString());
		for (String field : new String[] { "throttled", "queued", "sent", "received", "bytes" })
			lines.put(place + "/" + field, channel.get(field).getAsString());
	}

	private static void process(SortedMap<String, String> lines, String place, JsonObject process) {
		lines.put(place, process.get("place").getAsString());
		for (String field : new String[] { "place", "phase", "target", "command", "parent" })
			lines.put(place + "/" + field, process.get(field).getAsString());
	}

	private static void message(SortedMap<String, String> lines, JsonObject message) {
		lines.put("in flight/message 0x" + Long.toHexString(message.get("id").getAsLong()), message.get("service").getAsString() + ' '
				+ message.get("operation").getAsString() + ", node " + message.get("from") + " to " + message.get("to"));
	}

	/** The lines that the view's tree shows, without what is gone since it showed another instant. UI thread only. */
	static SortedMap<String, String> shown(Tree tree) {
		SortedMap<String, String> lines = new TreeMap<>();
		for (TreeItem item : tree.getItems())
			collect(lines, "", item);
		return lines;
	}

	private static void collect(SortedMap<String, String> lines, String parent, TreeItem item) {
		expand(item);
		String value = now(item.getText(1));
		if (value.equals("(gone)"))
			return;
		String place = parent + item.getText(0);
		if (item.getItemCount() == 0 && !isEmptyGroup(place) || !value.isEmpty() || place.matches("nodes/node \\d+"))
			lines.put(place, value);
		for (TreeItem child : item.getItems())
			collect(lines, place + "/", child);
	}

	/** As a user would; the viewer makes the parts then. */
	static void expand(TreeItem item) {
		if (item.getItemCount() == 0 || item.getExpanded())
			return;
		Event event = new Event();
		event.item = item;
		item.getParent().notifyListeners(SWT.Expand, event);
		item.setExpanded(true);
	}

	private static boolean isEmptyGroup(String place) {
		return place.matches("members|nodes|channels|processes|in flight|nodes/node \\d+/view");
	}

	private static String now(String value) {
		int arrow = value.lastIndexOf(ARROW);
		return arrow < 0 ? value : value.substring(arrow + ARROW.length());
	}
}
