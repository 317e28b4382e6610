package org.ssiworkbench.views.timeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.ssiworkbench.trace.export.Bookmark;

/**
 * The bookmarks of traces in the workspace: markers on the trace's file {@code metadata}, so that Eclipse's Bookmarks view
 * shows them too and the workspace keeps them. Any thread.
 */
public final class TraceBookmarks {
	/** The type of the markers; {@link #TIME} has the time in ns. */
	public static final String MARKER = "org.ssiworkbench.views.bookmark"; //$NON-NLS-1$
	/** Attribute with the time in ns, as a text. */
	public static final String TIME = "time"; //$NON-NLS-1$
	private static final String METADATA = "metadata"; //$NON-NLS-1$

	private TraceBookmarks() {
	}

	/** The bookmarks of a trace, by time; none if it is not in the workspace. */
	public static List<Bookmark> of(Path folder) {
		List<Bookmark> bookmarks = new ArrayList<>();
		IFile file = existing(folder);
		if (file == null || !file.exists())
			return bookmarks;
		try {
			for (IMarker marker : file.findMarkers(MARKER, true, IResource.DEPTH_ZERO))
				bookmarks.add(new Bookmark(time(marker), marker.getAttribute(IMarker.MESSAGE, ""))); //$NON-NLS-1$
		} catch (CoreException e) {
			ILog.of(TraceBookmarks.class).log(e.getStatus());
		}
		bookmarks.sort(Comparator.comparingLong(Bookmark::time));
		return bookmarks;
	}

	/** The time of a bookmark in ns; 0 if it has none. */
	public static long time(IMarker marker) {
		String time = marker.getAttribute(TIME, ""); //$NON-NLS-1$
		return time.matches("-?\\d{1,18}") ? Long.parseLong(time) : 0; //$NON-NLS-1$
	}

	/**
	 * Marks a time of a trace.
	 *
	 * @param location the time as the user reads it
	 * @throws CoreException with a sentence for the user when the trace is not in the workspace
	 */
	static void add(Path folder, Bookmark bookmark, String location) throws CoreException {
		IFile file = existing(folder);
		if (file == null)
			throw new CoreException(Status.error(NLS.bind(Messages.notInWorkspace, folder)));
		refresh(file);
		IMarker marker = file.createMarker(MARKER);
		marker.setAttribute(IMarker.MESSAGE, bookmark.text());
		marker.setAttribute(IMarker.LOCATION, location);
		marker.setAttribute(TIME, String.valueOf(bookmark.time()));
	}

	/** Marks all of these, as after unpacking a trace; nothing happens if the trace is not in the workspace. */
	static void addAll(Path folder, List<Bookmark> bookmarks) throws CoreException {
		if (existing(folder) != null)
			for (Bookmark bookmark : bookmarks)
				add(folder, bookmark, bookmark.time() + " ns"); //$NON-NLS-1$
	}

	/** Takes away what marks a time. */
	static void remove(Path folder, long time) throws CoreException {
		IFile file = existing(folder);
		if (file == null || !file.exists())
			return;
		for (IMarker marker : file.findMarkers(MARKER, true, IResource.DEPTH_ZERO))
			if (time(marker) == time)
				marker.delete();
	}

	/** {@code changed} is run whenever bookmarks come or go. */
	static IResourceChangeListener follow(Runnable changed) {
		IResourceChangeListener listener = event -> {
			if (event.findMarkerDeltas(MARKER, true).length > 0)
				changed.run();
		};
		ResourcesPlugin.getWorkspace().addResourceChangeListener(listener, IResourceChangeEvent.POST_CHANGE);
		return listener;
	}

	/** A controller wrote the folder, so the workspace may not know it yet. */
	private static void refresh(IResource resource) throws CoreException {
		if (resource.exists())
			return;
		IContainer parent = resource.getParent();
		refresh(parent);
		parent.refreshLocal(IResource.DEPTH_ONE, null);
	}

	private static IFile existing(Path folder) {
		IFile[] files = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(folder.resolve(METADATA).toUri());
		return files.length == 0 ? null : files[0];
	}
}
