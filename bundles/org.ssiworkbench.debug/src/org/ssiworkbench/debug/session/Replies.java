package org.ssiworkbench.debug.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;

/** Waiting for a controller's reply. Never to be used on the UI thread. */
public final class Replies {
	private static final long POLL_MILLISECONDS = 50;

	private Replies() {
	}

	/**
	 * Waits for a reply as long as the user does not cancel.
	 *
	 * @throws CoreException with the controller's own sentence when it refused
	 * @throws OperationCanceledException when the monitor is cancelled; the request itself goes on
	 */
	public static <T> T await(CompletableFuture<T> reply, IProgressMonitor monitor) throws CoreException {
		while (true) {
			if (monitor.isCanceled())
				throw new OperationCanceledException();
			try {
				return reply.get(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
			} catch (TimeoutException e) {
				continue;
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new OperationCanceledException();
			} catch (ExecutionException e) {
				throw new CoreException(Status.error(sentence(e.getCause()), e.getCause()));
			}
		}
	}

	/**
	 * Waits for a reply for some seconds.
	 *
	 * @throws CoreException with the controller's own sentence when it refused, or when it did not answer in time
	 */
	public static <T> T within(CompletableFuture<T> reply, int seconds) throws CoreException {
		try {
			return reply.get(seconds, TimeUnit.SECONDS);
		} catch (TimeoutException e) {
			throw new CoreException(Status.error("The controller did not answer within " + seconds + " seconds.", e));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new OperationCanceledException();
		} catch (ExecutionException e) {
			throw new CoreException(Status.error(sentence(e.getCause()), e.getCause()));
		}
	}

	/** What went wrong, in the words of the side that knows. */
	public static String sentence(Throwable fault) {
		Throwable cause = fault;
		while (cause.getCause() != null && !(cause instanceof ResponseErrorException))
			cause = cause.getCause();
		String message = cause.getMessage();
		return message == null || message.isBlank() ? "The controller did not answer (" + cause.getClass().getSimpleName() + ")."
				: message;
	}
}
