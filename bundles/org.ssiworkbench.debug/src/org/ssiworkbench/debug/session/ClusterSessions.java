package org.ssiworkbench.debug.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All sessions of this workbench. Thread-safe. */
public final class ClusterSessions {
	private static final List<ClusterSession> SESSIONS = new CopyOnWriteArrayList<>();
	private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

	private ClusterSessions() {
	}

	/** Called on any thread but the UI thread: return at once. */
	public interface Listener {
		/** A cluster was attached. */
		void sessionAdded(ClusterSession session);

		/** A session is over. */
		void sessionRemoved(ClusterSession session);
	}

	/** The open sessions, oldest first. */
	public static List<ClusterSession> open() {
		return List.copyOf(SESSIONS);
	}

	/** From now on tells {@code listener} of sessions that come and go. */
	public static void addListener(Listener listener) {
		LISTENERS.add(listener);
	}

	/** Tells {@code listener} no more. */
	public static void removeListener(Listener listener) {
		LISTENERS.remove(listener);
	}

	static synchronized void added(ClusterSession session) {
		if (!session.isOpen())
			return;
		SESSIONS.add(session);
		LISTENERS.forEach(listener -> listener.sessionAdded(session));
	}

	static synchronized void removed(ClusterSession session) {
		SESSIONS.remove(session);
		LISTENERS.forEach(listener -> listener.sessionRemoved(session));
	}
}
