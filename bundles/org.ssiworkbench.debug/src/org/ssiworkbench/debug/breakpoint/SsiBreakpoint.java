package org.ssiworkbench.debug.breakpoint;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Status;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.model.Breakpoint;
import org.eclipse.debug.core.model.IBreakpoint;
import org.ssiworkbench.debug.model.NodeTarget;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Suspend;
import org.ssiworkbench.trace.breakpoint.Breakpoint.Type;

/**
 * A breakpoint on what happens in any cluster, such as a message or a membership transition. It is a marker of the
 * workspace's root, so that it is kept, and exported and imported like all breakpoints.
 */
public final class SsiBreakpoint extends Breakpoint {
	private static final String MARKER = "org.ssiworkbench.debug.breakpoint";
	static final String TYPE = MARKER + ".type";
	static final String FIELDS = MARKER + ".fields";
	static final String CONDITION = MARKER + ".condition";
	private static final String HITS = MARKER + ".hits";
	static final String FILTER = MARKER + ".filter";
	private static final String SUSPEND = MARKER + ".suspend";

	/** Called by the platform when it restores breakpoints. */
	public SsiBreakpoint() {
		// the platform sets the marker
	}

	/** Makes a breakpoint and sets it. */
	public static SsiBreakpoint create(org.ssiworkbench.trace.breakpoint.Breakpoint what) throws CoreException {
		SsiBreakpoint breakpoint = new SsiBreakpoint();
		IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
		ResourcesPlugin.getWorkspace().run(monitor -> breakpoint.setMarker(root.createMarker(MARKER, attributes(what))), root, 0, null);
		DebugPlugin.getDefault().getBreakpointManager().addBreakpoint(breakpoint);
		return breakpoint;
	}

	private static Map<String, Object> attributes(org.ssiworkbench.trace.breakpoint.Breakpoint what) {
		Map<String, Object> attributes = new HashMap<>(what(what));
		attributes.put(IBreakpoint.ID, NodeTarget.MODEL);
		attributes.put(IBreakpoint.ENABLED, true);
		attributes.put(IBreakpoint.PERSISTED, true);
		return attributes;
	}

	private static Map<String, Object> what(org.ssiworkbench.trace.breakpoint.Breakpoint what) {
		String fields = new TreeMap<>(what.fields()).entrySet().stream().map(field -> field.getKey() + "=" + field.getValue())
				.collect(Collectors.joining("\n"));
		return Map.of(TYPE, what.type().name(), FIELDS, fields, CONDITION, what.condition(), HITS, what.hits(), SUSPEND,
				what.suspend().name(), FILTER, what.filter(), IMarker.MESSAGE, label(what));
	}

	/** Makes it stop at something else. */
	public void change(org.ssiworkbench.trace.breakpoint.Breakpoint what) throws CoreException {
		IMarker marker = ensureMarker();
		ResourcesPlugin.getWorkspace().run(monitor -> {
			for (var attribute : what(what).entrySet())
				marker.setAttribute(attribute.getKey(), attribute.getValue());
		}, marker.getResource(), 0, null);
		DebugPlugin.getDefault().getBreakpointManager().fireBreakpointChanged(this);
	}

	/** Its name towards controllers. */
	public String id() {
		return getMarker() == null ? "" : Long.toString(getMarker().getId());
	}

	/** At what it stops; {@link CoreException} when the marker says nothing sensible. */
	public org.ssiworkbench.trace.breakpoint.Breakpoint what() throws CoreException {
		IMarker marker = ensureMarker();
		Map<String, String> fields = new TreeMap<>();
		marker.getAttribute(FIELDS, "").lines().filter(line -> line.indexOf('=') > 0)
				.forEach(line -> fields.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
		try {
			return new org.ssiworkbench.trace.breakpoint.Breakpoint(id(), Type.valueOf(marker.getAttribute(TYPE, "")), fields,
					marker.getAttribute(CONDITION, ""), marker.getAttribute(HITS, 0),
					Suspend.valueOf(marker.getAttribute(SUSPEND, Suspend.CLUSTER.name())), marker.getAttribute(FILTER, ""));
		} catch (IllegalArgumentException e) {
			throw new CoreException(Status.error("The breakpoint " + id() + " is damaged: " + e.getMessage() + ". Remove it.", e));
		}
	}

	/** A line for people, such as "message clms.join from 2". */
	public static String label(org.ssiworkbench.trace.breakpoint.Breakpoint what) {
		StringBuilder text = new StringBuilder(what.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
		for (String field : what.type().fields())
			if (what.fields().containsKey(field))
				text.append(' ').append(field).append(' ').append(what.fields().get(field));
		if (!what.filter().isBlank())
			text.append(" with ").append(what.filter());
		if (!what.condition().isBlank())
			text.append(" when ").append(what.condition());
		if (what.hits() > 1)
			text.append(" [hit count: ").append(what.hits()).append(']');
		return switch (what.suspend()) {
		case CLUSTER -> text.toString();
		case NODE -> text.append(" (suspends the node)").toString();
		case NOTHING -> text.append(" (is only reported)").toString();
		};
	}

	@Override
	public String getModelIdentifier() {
		return NodeTarget.MODEL;
	}
}
